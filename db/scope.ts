import { inArray, type SQL, type SQLWrapper } from "drizzle-orm";

/** The branches whose records an actor sees, or null for every branch. */
export type BranchScope = readonly string[] | null;

/** Narrows a statement to the branches of a scope; not at all where the actor sees every branch. */
export function inBranch(column: SQLWrapper, scope: BranchScope): SQL | undefined {
  return scope === null ? undefined : inArray(column, scope);
}
