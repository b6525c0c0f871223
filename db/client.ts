import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { fail } from "#core/errors.ts";
import { env } from "#env.ts";
import { arrayTypes } from "./arrays.ts";
import { LastWord } from "./last-word.ts";
import { openLine } from "./line.ts";

export type Database = PostgresJsDatabase;
/** A transaction, or the pool where one statement is enough. */
export type Tx = Pick<Database, "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute">;

export type Connection = { db: Database; state(): PoolState; close(): Promise<void> };

/** Connections of a pool: how many are open, and may be at most. */
export type PoolState = { open: number; max: number };

/** The database's own roles that the app serves as; they own no table. `jobs` is the queue's. */
export type DatabaseRole = "console" | "login" | "report" | "rotation" | "sign_in" | "counter";

/** How many connections a process opens at most as each of them. */
const mostConnections = { console: 10, login: 10, report: 10, rotation: 1, sign_in: 4, counter: 2 } as const;

/** How long a statement may take, and wait for a lock. Logins are many and short: they must not pile up. */
const patience = {
  console: { statement_timeout: 15_000, lock_timeout: 5_000 },
  login: { statement_timeout: 5_000, lock_timeout: 2_000 },
  jobs: { statement_timeout: 600_000, lock_timeout: 5_000 },
  rotation: { statement_timeout: 60_000, lock_timeout: 5_000 },
  report: { statement_timeout: 60_000, lock_timeout: 5_000 },
  sign_in: { statement_timeout: 15_000, lock_timeout: 5_000 },
  counter: { statement_timeout: 15_000, lock_timeout: 5_000 },
} as const;

/**
 * The login check has few statements, each of them all day: planned once a connection, for whatever is asked, and for
 * look-ups by key alone. Planned while a table is small it would read it from end to end, and go on so as it grows.
 */
const planning = { plan_cache_mode: "force_generic_plan", enable_seqscan: "off", jit: "off" };

/** A report sums up some ten thousand ledgers: in memory, and sooner than they could be compiled for. */
const summing = { work_mem: "32MB", jit: "off" };

/** Opens a pool. With a role, every statement is held to what that role was granted. */
export function connect(
  url: string,
  options: { role?: DatabaseRole | "jobs"; max?: number } = {},
): Connection {
  const limits = patience[options.role ?? "console"];
  const max = options.max ?? 10;
  const line = openLine(
    new URL(url).searchParams.get("sslmode") ?? "disable",
    limits.statement_timeout + 1_000,
  );
  const client = postgres(url, {
    max,
    connect_timeout: 2,
    // What is idle is closed sooner: so a connection silent for longer waits for what will never come.
    idle_timeout: limits.statement_timeout / 1000,
    // The line paces what is tried again, and does its own TLS.
    backoff: () => 0,
    ssl: false,
    ...{ socket: line.socket },
    fetch_types: false,
    types: arrayTypes,
    onnotice: () => {},
    connection: {
      application_name: "token-desk",
      TimeZone: "UTC",
      ...limits,
      idle_in_transaction_session_timeout: 15_000,
      ...(options.role ? { role: options.role } : {}),
      ...(options.role === "login" ? planning : {}),
      ...(options.role === "report" ? summing : {}),
    },
  });
  return {
    db: drizzle(client, { casing: "snake_case" }),
    state: () => ({ open: line.open(), max }),
    async close() {
      line.close();
      await client.end({ timeout: 5 });
    },
  };
}

const shared = new Map<DatabaseRole, Connection>();

/** The process's pool for a role, opened at first use. */
export function database(role: DatabaseRole = "console"): Database {
  const open = shared.get(role) ?? connect(env().DATABASE_URL, { role, max: mostConnections[role] });
  shared.set(role, open);
  return open.db;
}

/** The process's pools, for its metrics. */
export function databasePools(): (PoolState & { role: DatabaseRole })[] {
  return Array.from(shared, ([role, connection]) => ({ role, ...connection.state() }));
}

/** Ends the process's pools; for a graceful stop. */
export async function closeDatabase(): Promise<void> {
  const open = [...shared.values()];
  shared.clear();
  await Promise.all(open.map((connection) => connection.close()));
}

const attempts = 4;
const retryable = new Set(["40001", "40P01"]);

/** Runs `work` again, a few times, if PostgreSQL asks for that: serialisation failure, deadlock. */
export async function retried<T>(work: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !retryable.has(sqlState(error) ?? "")) throw error;
    }
  }
}

/**
 * Runs `work` in one transaction, again if PostgreSQL asks for that.
 * Await nothing but SQL inside: a connection that dies meanwhile rejects the transaction while the callback
 * goes on, and its later statements must not reach another connection. So the `tx` it holds is cut off, and
 * the driver never learns how it ended: it would send COMMIT or ROLLBACK after it, on the closed socket, which
 * ends the process (porsager/postgres 1208), or on the connection that took its place.
 */
export function transact<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retried(() => once(db, work));
}

async function once<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  let open = true;
  try {
    return await db.transaction((tx) => {
      const cutOff = new Proxy<Tx>(tx, {
        get: (target, key) => (open ? Reflect.get(target, key, target) : fail("unavailable", "database")),
      });
      return new Promise<T>((resolve, reject) => {
        work(cutOff).then(
          (result) => open && resolve(result),
          (error) => open && !isConnectionLost(error) && reject(error),
        );
      });
    });
  } finally {
    open = false;
  }
}

/** The SQLSTATE behind an error of Drizzle, postgres.js or the line, if it came from PostgreSQL. */
export function sqlState(error: unknown): string | undefined {
  return postgresError(error)?.code;
}

/** The named constraint that a statement ran into, such as `orders_one_open_per_contract`. */
export function violated(error: unknown): string | undefined {
  const cause = postgresError(error);
  return cause instanceof postgres.PostgresError ? cause.constraint_name : undefined;
}

function postgresError(error: unknown): postgres.PostgresError | LastWord | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof postgres.PostgresError || cause instanceof LastWord) return cause;
  }
  return undefined;
}

/** Codes of the driver and of sockets for a connection that is not there, or no longer. */
const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
]);

/** SQLSTATEs with which PostgreSQL closes a connection: lost (08), told to end (57P), idle in a transaction (25P03). */
const closingStates = /^(08|57P|25P03)/;

function isConnectionLost(error: unknown): boolean {
  return closingStates.test(sqlState(error) ?? "") || hasConnectionCode(error);
}

function hasConnectionCode(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && connectionCodes.has(String(cause.code))) return true;
  }
  return false;
}

/** SQLSTATEs: connection lost (08), too many (53), stopped or starting (57P), waited too long (57014, 55P03), lost every retry (40). */
const awayStates = /^(08|53|57P|57014|55P03|40001|40P01)/;

/** Whether an error says that the database cannot be reached, is full, or took too long: try again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (awayStates.test(sqlState(error) ?? "")) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && connectionCodes.has(String(cause.code))) return true;
    if (cause instanceof AggregateError && cause.errors.some(isDatabaseAway)) return true;
  }
  return false;
}
