import { z } from "zod";
import { countTokens, listTokenKinds } from "#db/stock.ts";
import { listTokens } from "#db/tokens.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { tokenFilterInput } from "./input.ts";

/** Tokens of every branch that a filter finds, the soonest to run out first, with how many there are in each state. */
export const listOfTokens = query({
  permit: "token.read",
  input: z.object({ ...tokenFilterInput, page: pageInput }),
  async run({ db }, { page, ...filter }) {
    const [found, counts] = await Promise.all([
      listTokens(db, { ...filter, ...pageOf(page) }),
      countTokens(db),
    ]);
    return { ...paged(found, page), counts };
  },
});

/** The models and batches there are tokens of. */
export const listKinds = query({
  permit: "token.read",
  input: z.object({}),
  run: ({ db }) => listTokenKinds(db),
});
