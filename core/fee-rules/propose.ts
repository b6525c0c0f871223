import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { insertFeeRuleChange } from "#db/fee-rules.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { dayInput } from "../day.ts";
import { fail, failField } from "../errors.ts";
import { orderingKinds, reissueReasons } from "../forms/rules.ts";
import { halfWidth } from "../input.ts";
import { proposalReason } from "../proposals/decision.ts";
import { auditOf } from "./change.ts";
import { readTariff } from "./quote.ts";
import { mayTakeEffect, mostOf } from "./rules.ts";
import { amountBefore, type Wanted } from "./tariff.ts";

type Proposal = { why: string; makerId: string; now: Date };

/** A whole number from 0 up to `most`, as people write it: 1,200. `message` is said of what is none. */
function amountInput(most: number, message: string) {
  return halfWidth.transform((typed, context) => {
    const amount = /^[\d,]{1,9}$/.test(typed) ? Number(typed.replaceAll(",", "")) : Number.NaN;
    if (amount <= most) return amount;
    context.issues.push({ code: "custom", input: typed, message: typed === "" ? "required" : message });
    return z.NEVER;
  });
}

const common = { validFrom: dayInput("feeRule.day"), why: proposalReason };

const feeInput = z.object({
  kind: z.enum(orderingKinds, "choose"),
  /** Nothing chosen covers every reason that has no fee of its own; the same of the return. */
  reason: z.enum(["", ...reissueReasons], "choose"),
  oldToken: z.enum(["", "returned", "kept"], "choose"),
  netYen: amountInput(mostOf.fee, "feeRule.yen"),
  ...common,
});

/**
 * Asks for a fee from a day on, of a kind of form and maybe a reason and the return of the old token. Fails with
 * `invalid` where that day has begun, or the fee would be so anyway.
 */
export const proposeFee = command<typeof feeInput, { feeRuleChangeId: string }, StaffActor>({
  name: "fee_rule.propose",
  permit: "feeRule.propose",
  input: feeInput,
  async run({ tx, actor, now }, { kind, reason, oldToken, netYen, validFrom, why }) {
    if (reason !== "" && kind !== "reissue") failField("reason", "reason.onlyForReissue");
    const fee: Wanted = {
      subject: "fee",
      kind,
      reissueReason: reason === "" ? null : reason,
      oldTokenReturned: oldToken === "" ? null : oldToken === "returned",
      amount: netYen,
      validFrom,
    };
    return propose(tx, fee, { why, makerId: actor.id, now });
  },
});

const rateInput = z.object({ percent: amountInput(mostOf.tax_rate, "feeRule.percent"), ...common });

/** Asks for a rate of consumption tax from a day on. Fails like a fee. */
export const proposeTaxRate = command<typeof rateInput, { feeRuleChangeId: string }, StaffActor>({
  name: "tax_rate.propose",
  permit: "feeRule.propose",
  input: rateInput,
  async run({ tx, actor, now }, { percent: amount, validFrom, why }) {
    const ofNoForm = { kind: null, reissueReason: null, oldTokenReturned: null };
    const rate: Wanted = { subject: "tax_rate", ...ofNoForm, amount, validFrom };
    return propose(tx, rate, { why, makerId: actor.id, now });
  },
});

async function propose(tx: Tx, wanted: Wanted, { why, makerId, now }: Proposal) {
  if (!mayTakeEffect(wanted, japanDay(now))) failField("validFrom", "feeRule.past");
  const before = amountBefore(await readTariff(tx), wanted) ?? failField("validFrom", "feeRule.none");
  if (before === wanted.amount) fail("invalid", "feeRuleUnchanged");
  const change = await insertFeeRuleChange(tx, {
    ...wanted,
    amountBefore: before,
    reason: why,
    makerId,
    proposedAt: now,
  });
  return { result: { feeRuleChangeId: change.id }, change: { ...auditOf(change), reason: why } };
}
