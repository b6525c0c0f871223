import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { type Connection, connect, type DatabaseRole } from "#db/client.ts";

/** A database of the test's own, copied from the migrated template. */
export type TestDatabase = {
  readonly url: string;
  /** As the app has it: held to what the role `console` was granted. */
  readonly db: Connection["db"];
  /** As the login check has it: held to what the role `login` was granted. */
  readonly login: Connection["db"];
  /** As the app has it in another of its roles. */
  in(role: DatabaseRole | "jobs"): Connection["db"];
  /** As the owner of the tables, for what a test sets up or counts by itself. */
  readonly sql: postgres.Sql;
};

/** Gives the test file its own database from its first test to its last; read its parts inside the tests. */
export function withDatabase(): TestDatabase {
  let made: Awaited<ReturnType<typeof createDatabase>> | undefined;
  beforeAll(async () => {
    made = await createDatabase();
  });
  afterAll(async () => {
    await made?.drop();
  });
  const ready = () => made ?? outside();
  return {
    get url() {
      return ready().url;
    },
    get db() {
      return ready().db;
    },
    get login() {
      return ready().login;
    },
    in: (role) => ready().in(role),
    get sql() {
      return ready().sql;
    },
  };
}

function outside(): never {
  throw new Error("The database is there inside tests and hooks only");
}

/** The same for one test that wants a database by itself; the caller drops it. */
export async function createDatabase(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const templateUrl = inject("templateUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer((sql) => sql`create database ${sql(name)} template template`);
  const url = templateUrl.replace(/[^/]+$/, name);
  const pools = new Map<DatabaseRole | "jobs", Connection>();
  const open = (role: DatabaseRole | "jobs") => {
    const pool = pools.get(role) ?? connect(url, { role });
    pools.set(role, pool);
    return pool.db;
  };
  const sql = postgres(url, { max: 10, onnotice: () => {} });
  return {
    url,
    db: open("console"),
    login: open("login"),
    in: open,
    sql,
    async drop() {
      await Promise.all([...Array.from(pools.values(), (pool) => pool.close()), sql.end({ timeout: 5 })]);
      await administer((sql) => sql`drop database ${sql(name)} with (force)`);
    },
  };
}

/** Runs one statement next to the template, which nobody may be connected to. */
async function administer(run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject("templateUrl").replace(/[^/]+$/, "postgres"), { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
