import { z } from "zod";
import { listTokensOfRequest } from "#db/token-requests.ts";
import { query } from "../command.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { requestOf } from "./request.ts";

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
