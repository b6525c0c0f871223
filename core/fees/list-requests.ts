import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { countFeeRequests, listFeeRequests } from "#db/fee-requests.ts";
import { narrowed } from "#db/scope.ts";
import { query } from "../command.ts";
import { daysInput, instantsOf } from "../day.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";
import { sortInput } from "../sort.ts";
import { feeRequestKinds, feeRequestSorts } from "./rules.ts";

const input = z.object({
  states: z.array(z.enum(proposalStates)).default(["proposed"]),
  kind: z.enum(feeRequestKinds).optional(),
  branchCode: z.string().max(10).optional(),
  ...daysInput,
  sort: sortInput(feeRequestSorts, { downwards: true }),
});

const filterOf = ({ states, kind, ...days }: z.output<typeof input>) => ({
  states,
  kind,
  ...instantsOf(days),
});

/**
 * Waivers and refunds by state, without one those that wait, and by the days on which they were asked for; the newest
 * first unless sorted otherwise. A branch sees its own.
 */
export const listOfFeeRequests = query({
  permit: "fee.view",
  input: input.extend({ page: pageInput }),
  async run({ db, scope }, { page, ...asked }) {
    const [filter, branches] = [filterOf(asked), narrowed(scope, asked.branchCode)];
    const [rows, counted, ofScope] = await Promise.all([
      listFeeRequests(db, branches, { ...filter, sort: asked.sort, ...pageOf(page) }),
      countFeeRequests(db, branches, filter),
      listBranches(db, scope),
    ]);
    return { ...paged({ rows, ...counted }, page), sort: asked.sort, branches: ofScope };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfFeeRequests = query({
  permit: "fee.view",
  input: input.extend({ after: skippedInput }),
  async run({ db, scope }, { after, ...asked }) {
    const cut = { sort: asked.sort, offset: after, limit: rowsInPart };
    const rows = await listFeeRequests(db, narrowed(scope, asked.branchCode), { ...filterOf(asked), ...cut });
    return partAfter(after, rows);
  },
});
