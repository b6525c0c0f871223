import { z } from "zod";
import { findAudit } from "#db/audit-list.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";

/** What is no number reads like one that no row has. */
const rowNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).catch(0);

/** One row of the audit by its number. Fails with `not_found`. */
export const readAudit = query({
  permit: "audit.read",
  input: z.object({ number: rowNumber }),
  run: async ({ db }, { number }) => (await findAudit(db, number)) ?? fail("not_found", "audit"),
});
