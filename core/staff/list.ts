import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { countStaff, listStaff } from "#db/staff-desk.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { sortInput } from "../sort.ts";
import { listedAccountStates, roles, staffSorts } from "./rules.ts";

const input = z.object({
  text: z.string().trim().max(100).optional(),
  role: z.enum(roles).optional(),
  branchCode: z.string().max(10).optional(),
  state: z.enum(listedAccountStates).optional(),
  sort: sortInput(staffSorts),
});

/** The staff by name, role, branch and state or lack of a link, and the branches there are. */
export const listOfStaff = query({
  permit: "staff.read",
  input: input.extend({ page: pageInput }),
  async run({ db, now }, { page, sort, ...filter }) {
    const [rows, counted, branches] = await Promise.all([
      listStaff(db, now, { ...filter, sort, ...pageOf(page) }),
      countStaff(db, now, filter),
      listBranches(db),
    ]);
    return { ...paged({ rows, ...counted }, page), sort, branches };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfStaff = query({
  permit: "staff.read",
  input: input.extend({ after: skippedInput }),
  run: async ({ db, now }, { after, ...asked }) =>
    partAfter(after, await listStaff(db, now, { ...asked, offset: after, limit: rowsInPart })),
});
