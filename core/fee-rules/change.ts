import type { Tx } from "#db/client.ts";
import { type FeeRuleChange, saveFeeRuleChange } from "#db/fee-rules.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";

/** What the audit keeps of a step of a change, which people know by the day from which it is to hold. */
export function auditOf(change: FeeRuleChange, from?: ProposalState): Change {
  const { id, state, subject, kind, reissueReason, oldTokenReturned, validFrom, makerId, checkerId } = change;
  const amount = subject === "fee" ? "netYen" : "taxPercent";
  return {
    subject: { kind: "fee_rule_change", id, label: validFrom },
    before: { ...(from && { state: from }), [amount]: change.amountBefore },
    after: {
      state,
      fromOn: validFrom,
      ...(subject === "fee" && { kind, reason: reissueReason, oldTokenReturned }),
      [amount]: change.amount,
    },
    makerId,
    checkerId,
  };
}

/** Ends the wait of a change, for a command to return. Fails with `conflict` where it waits no more. */
export async function endChange(
  { tx, now }: { tx: Tx; now: Date },
  change: FeeRuleChange,
  decision: Decision,
) {
  const about = "feeRuleChange";
  const values = decided(change, decision, { at: now, about });
  const ended = (await saveFeeRuleChange(tx, change, values)) ?? fail("conflict", about);
  return {
    result: { feeRuleChangeId: change.id },
    change: { ...auditOf(ended, change.state), reason: decision.decisionNote ?? null },
  };
}
