import { z } from "zod";
import { listTokenRequests, listTokensOfRequest } from "#db/token-requests.ts";
import { query } from "../command.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";
import { requestOf } from "./request.ts";

/** Requests by state, the newest first; without a state those that wait. A branch sees its own. */
export const listOfTokenRequests = query({
  permit: "token.view",
  input: z.object({ states: z.array(z.enum(proposalStates)).default(["proposed"]), page: pageInput }),
  async run({ db, scope }, { states, page }) {
    return paged(await listTokenRequests(db, scope, { states, ...pageOf(page) }), page);
  },
});

/** One request with a page of its tokens. Fails with `not_found`, also for another branch's. */
export const readTokenRequest = query({
  permit: "token.view",
  input: z.object({ requestId: idInput, page: pageInput }),
  async run({ db, scope }, { requestId, page }) {
    const request = await requestOf(db, scope, requestId);
    const rows = await listTokensOfRequest(db, requestId, pageOf(page));
    return { request, tokens: paged({ rows, total: request.tokenCount }, page) };
  },
});
