import { eq, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** Narrows a statement to one branch, or to none where the actor sees every branch. */
export function inBranch(column: AnyPgColumn, scope: string | null): SQL | undefined {
  return scope === null ? undefined : eq(column, scope);
}
