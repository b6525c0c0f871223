import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { countDelegations, listDelegations, type NamedDelegation } from "#db/delegations.ts";
import { narrowed } from "#db/scope.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { sortInput } from "../sort.ts";
import { delegationSorts, delegationState, delegationStates, isOfOneRank } from "./rules.ts";

const input = z.object({
  state: z.enum(delegationStates).optional(),
  branchCode: z.string().max(10).optional(),
  sort: sortInput(delegationSorts, { downwards: true }),
});

/** Where it stands; `over` where nothing of it is to come, `void` where what is to come has no effect. */
function shown(row: NamedDelegation, today: string) {
  const state = delegationState(row, today);
  const over = state === "past" || state === "ended";
  return { ...row, state, over, void: !over && !isOfOneRank(row.absent, row.substitute) };
}

/** The delegations of the branches that one acts for, as they stand today, the last to begin first unless sorted. */
export const listOfDelegations = query({
  permit: "delegation.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope, now }, { page, state, branchCode, sort }) {
    const today = japanDay(now);
    const branches = narrowed(scope, branchCode);
    const [rows, counted, ofScope] = await Promise.all([
      listDelegations(db, branches, { state, today, sort, ...pageOf(page) }),
      countDelegations(db, branches, { state, today }),
      listBranches(db, scope),
    ]);
    const found = paged({ rows: rows.map((row) => shown(row, today)), ...counted }, page);
    return { ...found, sort, branches: ofScope };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfDelegations = query({
  permit: "delegation.read",
  input: input.extend({ after: skippedInput }),
  async run({ db, scope, now }, { after, state, branchCode, sort }) {
    const today = japanDay(now);
    const cut = { sort, offset: after, limit: rowsInPart };
    const rows = await listDelegations(db, narrowed(scope, branchCode), { state, today, ...cut });
    return partAfter(
      after,
      rows.map((row) => shown(row, today)),
    );
  },
});
