import { eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { branches } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";

/** One branch by its number, with where its notices go. */
export async function findBranch(tx: Tx, code: string) {
  const [found] = await tx.select().from(branches).where(eq(branches.code, code));
  return found;
}

/** The branches of a scope, by number; all of them where none is named. */
export async function listBranches(tx: Tx, scope: BranchScope = null) {
  return tx
    .select({ code: branches.code, name: branches.name })
    .from(branches)
    .where(inBranch(branches.code, scope))
    .orderBy(branches.code);
}
