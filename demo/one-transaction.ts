import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "#db/client.ts";

/**
 * A database of which every transaction is a savepoint in `tx`: commands that commit for themselves then stand
 * or fall together, so that a fill that is killed leaves nothing behind.
 */
export function databaseWithin(client: postgres.Sql, tx: postgres.TransactionSql): Database {
  const session = Object.assign(tx, {
    options: client.options,
    begin: (work: (inner: postgres.TransactionSql) => Promise<unknown>) => tx.savepoint(work),
  });
  return drizzle(session as unknown as postgres.Sql, { casing: "snake_case" });
}
