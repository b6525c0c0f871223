import { getFormat, getT } from "#app/_lib/language.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { MailAddress } from "#components/mail-address.tsx";
import { Section } from "#components/page-head.tsx";
import type { StaffActor } from "#core/actor.ts";
import type { readBranchMail } from "#core/mail-addresses/read.ts";

type Change = NonNullable<Awaited<ReturnType<typeof readBranchMail>>["proposed"]>;
type Props = {
  change: Change;
  /** What stands for no address. */
  none: string;
  /** What an approval does besides. */
  consequences: readonly string[];
  actor: StaffActor;
  mayDecide: boolean;
  decide: Pick<Parameters<typeof DecideProposal>[0], "about" | "actions">;
  /** What to know before deciding it, and for its own maker. */
  advice: { forOthers?: string; forMaker: string };
};

/** The change that waits: from where to where, who asks for it and why, and what this person may do with it. */
export async function ProposedAddress({ change, none, consequences, actor, ...of }: Props) {
  const t = await getT("mailAddresses");
  const proposals = await getT("proposals");
  const format = await getFormat();
  const own = change.makerId === actor.id;
  const { paperOn } = change;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Section title={t("proposed")} actions={<ProposalChip state={change.state} />}>
        <DescriptionList
          items={[
            { label: t("field.present"), value: <MailAddress address={change.fromAddress ?? none} /> },
            {
              label: t("field.mailAddress"),
              value: (
                <strong>
                  <MailAddress address={change.toAddress ?? none} />
                </strong>
              ),
            },
            ...(paperOn ? [{ label: t("field.paperOn"), value: format.date(paperOn) }] : []),
            { label: paperOn ? t("field.paper") : proposals("field.reason"), value: change.reason },
            { label: proposals("field.maker"), value: change.makerName },
            { label: proposals("field.proposedAt"), value: format.dateTime(change.proposedAt) },
            {
              label: t("field.consequence"),
              value: consequences.map((one) => <p key={one}>{one}</p>),
            },
          ]}
        />
      </Section>
      {(of.mayDecide || own) && (
        <DecideProposal {...of.decide} own={own}>
          {own ? of.advice.forMaker : of.advice.forOthers}
        </DecideProposal>
      )}
    </div>
  );
}
