import type { Tx } from "./client.ts";
import { branches } from "./schema/staff.ts";

/** The branches there are, by number. */
export async function listBranches(tx: Tx) {
  return tx.select({ code: branches.code, name: branches.name }).from(branches).orderBy(branches.code);
}
