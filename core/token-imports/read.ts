import { z } from "zod";
import { listRows } from "#db/token-import-rows.ts";
import { findShownImport } from "#db/token-imports.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { rowFates } from "./rules.ts";

/** One import, and what becomes of its rows; of one fate where it is named. Fails with `not_found`. */
export const readImport = query({
  permit: "token.read",
  input: z.object({ importId: idInput, fate: z.enum(rowFates).optional().catch(undefined), page: pageInput }),
  async run({ db }, { importId, fate, page }) {
    const found = (await findShownImport(db, importId)) ?? fail("not_found", "tokenImport");
    const rows = await listRows(db, importId, { ...(fate && { fate }), ...pageOf(page) });
    return { ...found, report: paged(rows, page) };
  },
});
