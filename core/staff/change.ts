import type { Tx } from "#db/client.ts";
import { type StaffChange, saveStaffChange } from "#db/staff-changes.ts";
import type { ShownPerson } from "#db/staff-desk.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";
import { accountOf } from "./person.ts";

/** What the audit keeps of a step of a change: under the account, whose story it belongs to. */
export function auditOf(change: StaffChange, person: ShownPerson, from?: ProposalState): Change {
  const { state, makerId, checkerId, kind } = change;
  const moves = kind === "move";
  return {
    ...accountOf(person),
    before: {
      ...(from && { proposal: from }),
      ...(moves && { role: change.fromRole, branch: change.fromBranchCode }),
    },
    after: {
      change: kind,
      proposal: state,
      ...(moves && { role: change.toRole, branch: change.toBranchCode }),
    },
    makerId,
    checkerId,
  };
}

/** Ends the wait of a change. Fails with `conflict` where it waits no more. */
export async function endChange(
  { tx, now }: { tx: Tx; now: Date },
  change: StaffChange,
  decision: Decision,
): Promise<StaffChange> {
  const about = "staffChange";
  const ended = decided(change, decision, { at: now, about });
  return (await saveStaffChange(tx, change, ended)) ?? fail("conflict", about);
}
