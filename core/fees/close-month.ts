import { z } from "zod";
import { closeFeeMonth } from "#db/fee-closings.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { readNextClosing } from "./closing-month.ts";
import { periodInput } from "./period.ts";

const input = z.object({ month: periodInput.month.unwrap() });

const closeCommand = command({
  name: "fee.close_month",
  permit: "fee.close",
  fresh: true,
  input,
  async run({ tx, actor, now }, { month }) {
    const next = await readNextClosing(tx, now);
    if (next?.month !== month || !next.due) fail("conflict", "feeClosing");
    const by = actor.kind === "staff" ? actor.id : null;
    const closed = await closeFeeMonth(tx, { month, at: now, by });
    const hash = closed.hash.toString("hex");
    return {
      result: { month, hash },
      change: {
        subject: { kind: "fee_closing", id: month, label: month },
        after: { entries: closed.entries, hash },
      },
    };
  },
});

/**
 * Freezes what a month of the fees' ledgers came to: from then on nothing is entered in it. Fails with `conflict` for a
 * month that is not the next, or whose day has not come, or that was closed meanwhile.
 */
export const closeMonth: typeof closeCommand = (context, request) =>
  explained(closeCommand(context, request));
