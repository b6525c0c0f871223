import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { halfWidth } from "#core/input.ts";
import { findFormStatus } from "#db/status.ts";

const formNumber = halfWidth.pipe(z.string().regex(/^\d{7}$/, "formNumber.format"));

/** Where a form stands, for another system: by its number of 7 digits. Fails with `not_found`. */
export const readFormStatus = query({
  permit: "status.read",
  input: z.object({ formNumber }),
  async run({ db, scope }, input) {
    return (await findFormStatus(db, scope, Number(input.formNumber))) ?? fail("not_found", "form");
  },
});
