import { z } from "zod";
import { countStaffChanges, listStaffChanges } from "#db/staff-changes.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";
import { sortInput } from "../sort.ts";
import { staffChangeKinds, staffChangeSorts } from "./rules.ts";

const input = z.object({
  states: z.array(z.enum(proposalStates)).default(["proposed"]),
  kind: z.enum(staffChangeKinds).optional(),
  sort: sortInput(staffChangeSorts, { downwards: true }),
});

/** What one administrator asked of accounts and another decides, without a state what waits; newest first unless sorted. */
export const listOfStaffChanges = query({
  permit: "staff.read",
  input: input.extend({ page: pageInput }),
  async run({ db }, { page, sort, ...filter }) {
    const [rows, counted] = await Promise.all([
      listStaffChanges(db, { ...filter, sort, ...pageOf(page) }),
      countStaffChanges(db, filter),
    ]);
    return { ...paged({ rows, ...counted }, page), sort };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfStaffChanges = query({
  permit: "staff.read",
  input: input.extend({ after: skippedInput }),
  run: async ({ db }, { after, ...asked }) =>
    partAfter(after, await listStaffChanges(db, { ...asked, offset: after, limit: rowsInPart })),
});
