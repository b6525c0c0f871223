import { z } from "zod";
import { findFee, insertFeeEntry, listFeeEntries } from "#db/fees.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { feeChange } from "./change.ts";
import { standingOf, sumsOf } from "./rules.ts";

const input = z.object({
  feeId: idInput,
  /** What the page said was due when the clerk took the money. */
  counted: z.coerce.number("required").int("invalid"),
});

type Collected = { feeId: string; receiptNumber: number; amountYen: number };

const collectCommand = command<typeof input, Collected, StaffActor>({
  name: "fee.collect",
  permit: "fee.collect",
  input,
  async run({ tx, actor, now, scope }, { feeId, counted: amountYen }) {
    const fee = (await findFee(tx, scope, feeId)) ?? fail("not_found", "fee");
    const { dueYen, underDebitYen } = standingOf(sumsOf(await listFeeEntries(tx, feeId)));
    if (dueYen !== amountYen || dueYen === 0 || underDebitYen > 0) fail("conflict", "fee");
    const entry = await insertFeeEntry(tx, {
      feeId,
      kind: "collected",
      way: "cash",
      amountYen,
      enteredBy: actor.id,
      enteredAt: now,
    });
    const receiptNumber = entry.receiptNumber ?? fail("conflict", "fee");
    return {
      result: { feeId, receiptNumber, amountYen },
      change: feeChange(fee, { after: { amountYen, receiptNumber } }),
    };
  },
});

/**
 * Takes at the counter all that is due of a fee, and gives it a receipt's number. Fails with `conflict` where another
 * sum is due by now, or a debit of it is out.
 */
export const collectCash: typeof collectCommand = (context, fee) => explained(collectCommand(context, fee));
