import { getFormat, getT } from "#app/_lib/language.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { type Description, DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import type { ProposalState } from "#core/proposals/rules.ts";

type Props = {
  title: string;
  change: { state: ProposalState; reason: string; makerName: string; proposedAt: Date };
  /** What it would change. */
  items?: readonly Description[];
  children?: React.ReactNode;
};

/** What somebody asks for: what it would change, why, who asks and when. */
export async function ProposalSection({ title, change, items = [], children }: Props) {
  const proposals = await getT("proposals");
  const format = await getFormat();
  return (
    <Section title={title} actions={<ProposalChip state={change.state} />}>
      {children && <div className="mb-2">{children}</div>}
      <DescriptionList
        items={[
          ...items,
          { label: proposals("field.reason"), value: change.reason },
          { label: proposals("field.maker"), value: change.makerName },
          { label: proposals("field.proposedAt"), value: format.dateTime(change.proposedAt) },
        ]}
      />
    </Section>
  );
}
