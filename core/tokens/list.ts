import { z } from "zod";
import { countTokens, listTokens } from "#db/tokens.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { tokenStates } from "./rules.ts";

/** Tokens of every branch by state, the soonest to run out first, with how many there are in each state. */
export const listOfTokens = query({
  permit: "token.read",
  input: z.object({ state: z.enum(tokenStates).optional(), page: pageInput }),
  async run({ db }, { state, page }) {
    const [found, counts] = await Promise.all([
      listTokens(db, { ...(state && { state }), ...pageOf(page) }),
      countTokens(db),
    ]);
    return { ...paged(found, page), counts };
  },
});
