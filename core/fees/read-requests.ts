import { z } from "zod";
import { listFeeRequests } from "#db/fee-requests.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";

/** Waivers and refunds asked for, by state, the newest first; without a state those that wait. A branch sees its own. */
export const listOfFeeRequests = query({
  permit: "fee.view",
  input: z.object({ states: z.array(z.enum(proposalStates)).default(["proposed"]), page: pageInput }),
  async run({ db, scope }, { states, page }) {
    return paged(await listFeeRequests(db, scope, { states, ...pageOf(page) }), page);
  },
});
