import { z } from "zod";
import { countTokens, listTokenKinds } from "#db/stock.ts";
import { countFiltered, listTokens, tokenOrder } from "#db/tokens.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { afterInput, endOf, sortInput } from "../sort.ts";
import { tokenFilterInput } from "./input.ts";
import { tokenSorts } from "./rules.ts";

const input = z.object({ ...tokenFilterInput, sort: sortInput(tokenSorts) });

/** Tokens of every branch that a filter finds, sorted as `tokenSortsOf` has it, with how many there are in each state. */
export const listOfTokens = query({
  permit: "token.read",
  input: input.extend({ page: pageInput }),
  async run({ db }, { page, sort, ...filter }) {
    const [rows, counted, counts] = await Promise.all([
      listTokens(db, { ...filter, sort, ...pageOf(page) }),
      countFiltered(db, filter),
      countTokens(db),
    ]);
    return { ...paged({ rows, ...counted }, page), sort: tokenOrder(filter, sort), counts };
  },
});

/** The whole list part by part, each after the row where the part before ended; the last part is empty. */
export const partOfTokens = query({
  permit: "token.read",
  input: input.extend({ after: afterInput }),
  async run({ db }, { after, sort, ...filter }) {
    const rows = await listTokens(db, { ...filter, sort, after, limit: rowsInPart });
    return { rows, end: endOf(rows, tokenOrder(filter, sort), "serial") };
  },
});

/** The models and batches there are tokens of. */
export const listKinds = query({
  permit: "token.read",
  input: z.object({}),
  run: ({ db }) => listTokenKinds(db),
});
