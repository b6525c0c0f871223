import { getT } from "#app/_lib/language.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import { ProposalSection } from "#app/(console)/proposal-section.tsx";
import {
  approveChangeAction,
  turnDownChangeAction,
  withdrawChangeAction,
} from "#app/(console)/staff/changes/actions.ts";
import { Section } from "#components/page-head.tsx";
import type { readPerson } from "#core/staff/read-person.ts";
import type { Role } from "#core/staff/rules.ts";

type Props = { change: NonNullable<Awaited<ReturnType<typeof readPerson>>["proposed"]> };

/** The change that waits: what it would change to what, who asks for it, when and why. */
export async function ProposedChange({ change }: Props) {
  const t = await getT("staff");
  const common = await getT("common");
  const seat = (role: Role, branchCode: string | null) =>
    t("seat", { role: common(`role.${role}`), branch: branchCode ?? common("allBranches") });
  return (
    <ProposalSection
      title={t("section.change")}
      change={change}
      items={[
        { label: t("field.change"), value: t(`change.${change.kind}`) },
        ...(change.fromRole && change.toRole
          ? [
              { label: t("field.from"), value: seat(change.fromRole, change.fromBranchCode) },
              {
                label: t("field.to"),
                value: <span className="font-700">{seat(change.toRole, change.toBranchCode)}</span>,
              },
            ]
          : []),
      ]}
    />
  );
}

/** The decision about it; to the person whom it is about, why they have none. */
export async function DecideChange({ change, actorId }: Props & { actorId: string }) {
  const t = await getT("staff");
  const proposals = await getT("proposals");
  if (change.staffId === actorId) return <Section title={proposals("decide")}>{t("aboutYou")}</Section>;
  const own = change.makerId === actorId;
  return (
    <DecideProposal
      about={{ staffId: change.staffId, changeId: change.id }}
      own={own}
      actions={{
        approve: approveChangeAction,
        turnDown: turnDownChangeAction,
        withdraw: withdrawChangeAction,
      }}
    >
      {own ? t("ownChange") : t(`approval.${change.kind}`)}
    </DecideProposal>
  );
}
