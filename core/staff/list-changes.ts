import { z } from "zod";
import { listStaffChanges } from "#db/staff-changes.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";

/** What one administrator asked of accounts and another decides, by state, the newest first; else those that wait. */
export const listOfStaffChanges = query({
  permit: "staff.read",
  input: z.object({ states: z.array(z.enum(proposalStates)).default(["proposed"]), page: pageInput }),
  async run({ db }, { states, page }) {
    return paged(await listStaffChanges(db, { states, ...pageOf(page) }), page);
  },
});
