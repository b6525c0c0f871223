import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { countRows, listRows } from "#db/token-import-rows.ts";
import { findShownImport } from "#db/token-imports.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { rowFates } from "./rules.ts";

const input = z.object({ importId: idInput, fate: z.enum(rowFates).optional().catch(undefined) });

const importOf = async (tx: Tx, importId: string) =>
  (await findShownImport(tx, importId)) ?? fail("not_found", "tokenImport");

/** One import, and what becomes of its rows; of one fate where it is named. Fails with `not_found`. */
export const readImport = query({
  permit: "token.read",
  input: input.extend({ page: pageInput }),
  async run({ db }, { importId, fate, page }) {
    const found = await importOf(db, importId);
    const rows = await listRows(db, importId, { fate, ...pageOf(page) });
    return { ...found, report: paged({ rows, total: await countRows(db, importId, fate) }, page) };
  },
});

/** All of those rows part by part, each after the row where the part before ended; the last part is empty. */
export const partOfRows = query({
  permit: "token.read",
  input: input.extend({ after: z.number().int().default(0) }),
  async run({ db }, { importId, fate, after }) {
    await importOf(db, importId);
    const rows = await listRows(db, importId, { fate, after, limit: rowsInPart });
    return { rows, end: rows.at(-1)?.row };
  },
});
