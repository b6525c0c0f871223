import type { Sql } from "postgres";

/** Why PostgreSQL refused a statement: the constraint's name, else the SQLSTATE; undefined where it took it. */
export async function refusal(statement: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await statement;
    return undefined;
  } catch (error) {
    const { constraint_name, code } = error as { constraint_name?: string; code?: string };
    return constraint_name ?? code ?? String(error);
  }
}

/** The same within a transaction, which goes on as if the statement had never been tried. */
export async function refusalWithin(sql: Sql, run: () => PromiseLike<unknown>): Promise<string | undefined> {
  await sql`savepoint one_try`;
  const refused = await refusal(run());
  await sql`rollback to savepoint one_try`;
  return refused;
}

/** Runs in a transaction of which nothing remains. */
export async function rolledBack(sql: Sql, run: (sql: Sql) => Promise<void>): Promise<void> {
  const undo = new Error("undo");
  await sql
    .begin(async (tx) => {
      await run(tx as unknown as Sql);
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
}
