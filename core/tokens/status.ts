import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { findTokenStatus } from "#db/status.ts";
import { serialInput } from "./input.ts";

/** Where a token stands, for another system that has its serial. Fails with `not_found`. */
export const readTokenStatus = query({
  permit: "status.read",
  input: z.object({ serial: serialInput }),
  async run({ db }, { serial }) {
    return (await findTokenStatus(db, serial)) ?? fail("not_found", "token");
  },
});
