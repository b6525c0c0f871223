import { z } from "zod";
import { findShownBatch, listBatches, listFailedFees, listLines } from "#db/debits.ts";
import { readSettings } from "#db/settings.ts";
import { query } from "../command.ts";
import { maskAccount } from "../contracts/rules.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { debitResults, debitStates } from "./rules.ts";

/** Direct debit files, the newest first; of one state where it is named. */
export const listOfBatches = query({
  permit: "debit.read",
  input: z.object({ state: z.enum(debitStates).optional().catch(undefined), page: pageInput }),
  run: async ({ db }, { state, page }) =>
    paged(await listBatches(db, { ...(state && { state }), ...pageOf(page) }), page),
});

const result = z
  .enum([...debitResults, "failed"])
  .optional()
  .catch(undefined);

/** One file with its records, accounts masked; those of one result, or all that failed. Fails with `not_found`. */
export const readBatch = query({
  permit: "debit.read",
  input: z.object({ batchId: idInput, result, page: pageInput }),
  async run({ db }, { batchId, result: asked, page }) {
    const batch = (await findShownBatch(db, batchId)) ?? fail("not_found", "debitBatch");
    const { rows, total } = await listLines(db, batchId, {
      ...(asked && { result: asked }),
      ...pageOf(page),
    });
    const masked = rows.map((row) => ({
      ...row,
      holder: `${row.holder.split(" ")[0] ?? ""} **`,
      accountNumber: maskAccount(row.accountNumber),
    }));
    return { ...batch, lines: paged({ rows: masked, total }, page) };
  },
});

/** Every record of a file for an export, accounts masked like on its page. */
export const exportBatch = query({
  permit: "debit.read",
  input: z.object({ batchId: idInput }),
  async run({ db }, { batchId }) {
    const batch = (await findShownBatch(db, batchId)) ?? fail("not_found", "debitBatch");
    const { rows } = await listLines(db, batchId, { offset: 0, limit: batch.recordCount });
    return { batch, rows: rows.map((row) => ({ ...row, accountNumber: maskAccount(row.accountNumber) })) };
  },
});

/** Fees that have failed as often as the bank tries and are still due: a person has to see to each. */
export const listOfFailedFees = query({
  permit: "debit.read",
  input: z.object({ page: pageInput }),
  async run({ db }, { page }) {
    const { debitTries } = await readSettings(db);
    return {
      tries: debitTries,
      ...paged(await listFailedFees(db, { tries: debitTries, ...pageOf(page) }), page),
    };
  },
});
