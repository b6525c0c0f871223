import type { Tx } from "./client.ts";
import { branches } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";

/** The branches of a scope, by number; all of them where none is named. */
export async function listBranches(tx: Tx, scope: BranchScope = null) {
  return tx
    .select({ code: branches.code, name: branches.name })
    .from(branches)
    .where(inBranch(branches.code, scope))
    .orderBy(branches.code);
}
