import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "#db/client.ts";

/**
 * A database of which every transaction is a savepoint in `tx`: commands that commit for themselves then stand
 * or fall together, so that a fill that is killed leaves nothing behind. Statements are prepared once, which
 * the few kinds of them in a long story repay twofold.
 */
export function databaseWithin(client: postgres.Sql, tx: postgres.TransactionSql): Database {
  const session = Object.assign(preparing(tx), {
    options: client.options,
    begin: (work: (inner: postgres.TransactionSql) => Promise<unknown>) =>
      tx.savepoint((inner) => work(preparing(inner))),
  });
  return drizzle(session as unknown as postgres.Sql, { casing: "snake_case" });
}

function preparing<S extends postgres.TransactionSql>(session: S): S {
  const unsafe = session.unsafe.bind(session);
  const prepared: typeof unsafe = (query, parameters, options) =>
    unsafe(query, parameters, { prepare: true, ...options });
  return Object.assign(session, { unsafe: prepared });
}
