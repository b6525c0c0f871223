import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { listStaff, staffOrders } from "#db/staff-desk.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { accountStates, roles } from "./rules.ts";

const input = z.object({
  text: z.string().trim().max(100).optional(),
  role: z.enum(roles).optional().catch(undefined),
  branchCode: z.string().max(3).optional(),
  state: z
    .enum([...accountStates, "no_link"])
    .optional()
    .catch(undefined),
  order: z.enum(staffOrders).catch("username"),
  page: pageInput,
});

/** The staff by name, role, branch and state or lack of a link, and the branches there are. */
export const listOfStaff = query({
  permit: "staff.read",
  input,
  async run({ db, now }, { order, page, ...filter }) {
    const [found, branches] = await Promise.all([
      listStaff(db, filter, { now, order, ...pageOf(page) }),
      listBranches(db),
    ]);
    return { ...paged(found, page), branches, order };
  },
});
