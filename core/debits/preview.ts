import { z } from "zod";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { nextBusinessDay, nextDebitDate } from "./debit-date.ts";
import { prepareBatch } from "./prepare.ts";

const day = z.iso.date().optional().catch(undefined);

/**
 * What the next file would hold: fees up to a day (today unless told), debited on a day to come (the bank's own unless
 * told; a closed one moves to the next business day). Writes nothing.
 */
export const previewBatch = query({
  permit: "debit.propose",
  input: z.object({ untilOn: day, debitOn: day }),
  async run({ db, now }, { untilOn = japanDay(now), debitOn: asked }) {
    const prepared = await prepareBatch(db, untilOn);
    const today = japanDay(now);
    const wanted = asked && asked > today ? asked : nextDebitDate(today, prepared.settings.debitDay);
    const { records, settings, ...batch } = prepared;
    return {
      ...batch,
      recordCount: records.length,
      tries: settings.debitTries,
      untilOn,
      debitOn: nextBusinessDay(wanted),
      /** The closed day that was asked for. */
      movedFrom: wanted === nextBusinessDay(wanted) ? null : wanted,
    };
  },
});
