import { z } from "zod";
import { countTokenRequests, listTokenRequests } from "#db/token-requests.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";
import { sortInput } from "../sort.ts";
import { askedMoves, tokenRequestSorts } from "./rules.ts";

const input = z.object({
  states: z.array(z.enum(proposalStates)).default(["proposed"]),
  move: z.enum(askedMoves).optional(),
  sort: sortInput(tokenRequestSorts, { downwards: true }),
});

/** Requests by state, without one those that wait, the newest first unless sorted otherwise. A branch sees its own. */
export const listOfTokenRequests = query({
  permit: "token.view",
  input: input.extend({ page: pageInput }),
  async run({ db, scope }, { page, sort, ...filter }) {
    const [rows, counted] = await Promise.all([
      listTokenRequests(db, scope, { ...filter, sort, ...pageOf(page) }),
      countTokenRequests(db, scope, filter),
    ]);
    return { ...paged({ rows, ...counted }, page), sort };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfTokenRequests = query({
  permit: "token.view",
  input: input.extend({ after: skippedInput }),
  run: async ({ db, scope }, { after, ...asked }) =>
    partAfter(after, await listTokenRequests(db, scope, { ...asked, offset: after, limit: rowsInPart })),
});
