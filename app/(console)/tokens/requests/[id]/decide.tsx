import { getT } from "#app/_lib/language.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import {
  approveRequestAction,
  turnDownRequestAction,
  withdrawRequestAction,
} from "#app/(console)/tokens/requests/actions.ts";
import type { AskedMove } from "#core/tokens/rules.ts";

type Props = { request: { id: string; move: AskedMove; branchCode: string | null }; own: boolean };

/** The decision about a request: what its approval does, or for its own maker who may give it. */
export async function Decide({ request: { id, move, branchCode }, own }: Props) {
  const t = await getT("tokenMoves");
  const approver = branchCode ? t("requests.byBranch", { branchCode }) : t("requests.byHeadOffice");
  return (
    <DecideProposal
      about={{ requestId: id }}
      own={own}
      actions={{
        approve: approveRequestAction,
        turnDown: turnDownRequestAction,
        withdraw: withdrawRequestAction,
      }}
    >
      {own ? `${t("requests.own")} ${approver}` : t(`consequence.${move}`)}
    </DecideProposal>
  );
}
