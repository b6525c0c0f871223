import { z } from "zod";
import { findFeeRuleChange } from "#db/fee-rules.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { decisionNote } from "../proposals/decision.ts";
import { endChange } from "./change.ts";
import { mayTakeEffect } from "./rules.ts";

const approveInput = z.object({ feeRuleChangeId: idInput });

const approveCommand = command<typeof approveInput, { feeRuleChangeId: string }, StaffActor>({
  name: "fee_rule.approve",
  permit: "feeRule.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now }, { feeRuleChangeId }) {
    const change = (await findFeeRuleChange(tx, feeRuleChangeId)) ?? fail("not_found", "feeRuleChange");
    if (change.makerId === actor.id) fail("forbidden", "fourEyes");
    if (!mayTakeEffect(change, japanDay(now))) fail("conflict", "feeRuleLate");
    return endChange({ tx, now }, change, { event: "approve", checkerId: actor.id });
  },
});

/**
 * Approves a change that someone else proposed: it holds from its day on. Fails with `forbidden` for its maker, with
 * `conflict` if already decided, if its day has begun, or if what it would change is no longer as it was.
 */
export const approveFeeRule: typeof approveCommand = (context, change) =>
  explained(approveCommand(context, change));

const turnDownInput = z.object({ feeRuleChangeId: idInput, note: decisionNote });

const turnDownCommand = command<typeof turnDownInput, { feeRuleChangeId: string }, StaffActor>({
  name: "fee_rule.turn_down",
  permit: "feeRule.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now }, { feeRuleChangeId, note }) {
    const change = (await findFeeRuleChange(tx, feeRuleChangeId)) ?? fail("not_found", "feeRuleChange");
    if (change.makerId === actor.id) fail("forbidden", "fourEyes");
    return endChange({ tx, now }, change, { event: "turn_down", checkerId: actor.id, decisionNote: note });
  },
});

/** Turns a change down, with a note why. Fails like the approval. */
export const turnDownFeeRule: typeof turnDownCommand = (context, change) =>
  explained(turnDownCommand(context, change));
