import { z } from "zod";
import { findAudit } from "#db/audit-list.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";

const rowNumber = z.coerce
  .number("not_found")
  .int("not_found")
  .min(1, "not_found")
  .max(2 ** 53 - 1, "not_found");

/** One row of the audit by its number. Fails with `not_found`. */
export const readAudit = query({
  permit: "audit.read",
  input: z.object({ number: rowNumber }),
  run: async ({ db }, { number }) => (await findAudit(db, number)) ?? fail("not_found", "audit"),
});
