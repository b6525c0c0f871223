import { z } from "zod";
import { findShownBatch, listLines } from "#db/debits.ts";
import { query } from "../command.ts";
import { maskAccount, maskName } from "../contracts/rules.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { debitResults } from "./rules.ts";

const result = z
  .enum([...debitResults, "failed"])
  .optional()
  .catch(undefined);

/** One file with its records, masked; those of one result, or all that failed. Fails with `not_found`. */
export const readBatch = query({
  permit: "debit.read",
  input: z.object({ batchId: idInput, result, page: pageInput }),
  async run({ db }, { batchId, result: asked, page }) {
    const batch = (await findShownBatch(db, batchId)) ?? fail("not_found", "debitBatch");
    const { rows, total } = await listLines(db, batchId, {
      ...(asked && { result: asked }),
      ...pageOf(page),
    });
    return { ...batch, lines: paged({ rows: rows.map(masked), total }, page) };
  },
});

/** As a list shows it: the file itself holds the whole of it, and taking that out is on record. */
function masked<Line extends { holder: string; accountNumber: string }>(line: Line): Line {
  return { ...line, holder: maskName(line.holder), accountNumber: maskAccount(line.accountNumber) };
}

/** Every record of a file for an export, masked like on its page. */
export const exportBatch = query({
  permit: "debit.read",
  input: z.object({ batchId: idInput }),
  async run({ db }, { batchId }) {
    const batch = (await findShownBatch(db, batchId)) ?? fail("not_found", "debitBatch");
    const { rows } = await listLines(db, batchId, { offset: 0, limit: batch.recordCount });
    return { batch, rows: rows.map(masked) };
  },
});
