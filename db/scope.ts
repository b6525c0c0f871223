import { inArray, type SQL, type SQLWrapper } from "drizzle-orm";

/** The branches whose records an actor sees, or null for every branch. */
export type BranchScope = readonly string[] | null;

/** Narrows a statement to the branches of a scope; not at all where the actor sees every branch. */
export function inBranch(column: SQLWrapper, scope: BranchScope): SQL | undefined {
  return scope === null ? undefined : inArray(column, scope);
}

/** A scope narrowed to one branch where one is asked for; to none where that branch is not in it. */
export function narrowed(scope: BranchScope, branchCode: string | undefined): BranchScope {
  if (!branchCode) return scope;
  return scope === null || scope.includes(branchCode) ? [branchCode] : [];
}
