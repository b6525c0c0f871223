import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "#db/client.ts";

/**
 * A database of which every transaction is a savepoint in `tx`: commands that commit for themselves then stand
 * or fall together, so that a fill that is killed leaves nothing behind. Statements are prepared once, which
 * the few kinds of them in a long story repay.
 */
export function databaseWithin(client: postgres.Sql, tx: postgres.TransactionSql): Database {
  const unsafe = tx.unsafe.bind(tx);
  const prepared: typeof unsafe = (query, parameters, options) =>
    unsafe(query, parameters, { prepare: true, ...options });
  const session = Object.assign(tx, { options: client.options, unsafe: prepared, begin });
  return drizzle(session as unknown as postgres.Sql, { casing: "snake_case" });

  // The driver's own savepoints are never released: thousands would lie one within the other, and every look at
  // a row would go through them all.
  async function begin<T>(work: (inner: postgres.TransactionSql) => Promise<T>): Promise<T> {
    await tx`savepoint command`;
    try {
      const result = await work(session);
      await tx`release savepoint command`;
      return result;
    } catch (error) {
      await tx`rollback to savepoint command`;
      throw error;
    }
  }
}
