import { z } from "zod";
import { findFeeRuleChange } from "#db/fee-rules.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { endChange } from "./change.ts";

const input = z.object({ feeRuleChangeId: idInput });

/** Takes back a change that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawFeeRule = command<typeof input, { feeRuleChangeId: string }, StaffActor>({
  name: "fee_rule.withdraw",
  permit: "feeRule.propose",
  input,
  async run({ tx, actor, now }, { feeRuleChangeId }) {
    const change = (await findFeeRuleChange(tx, feeRuleChangeId)) ?? fail("not_found", "feeRuleChange");
    if (change.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    return endChange({ tx, now }, change, { event: "withdraw" });
  },
});
