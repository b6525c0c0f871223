import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run, runMigrations, type WorkerEvents } from "graphile-worker";
import { connect } from "./client.ts";
import { sqlOf } from "./prepared.ts";

/** What there is to do for each kind of job, by its name. What throws is tried again, later each time. */
export type Tasks = Readonly<Record<string, (payload: unknown) => Promise<void>>>;

type Given = {
  readonly tasks: Tasks;
  /** Those that are done once an hour, by whichever process is first. */
  readonly hourly: readonly string[];
  /** The same, once a minute. */
  readonly everyMinute: readonly string[];
  /** Told of what went wrong in the queue or in a task. */
  readonly report: (reference: string, error: unknown) => void;
  readonly freeEveryMs?: number;
};

/** The first key of the advisory locks by which workers show that they live; the second is made from their name. */
const lifeLocks = 7_301_956;
const lifeLock = (name: string) => `hashtext(${name}) & 2147483647`;

/** Brings the queue's own tables, the schema `graphile_worker`, to the version of its package. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: loggerOf(() => {}) });
}

/**
 * Does the jobs of the queue, two at a time, until told to stop; kept when those under way are over. Any number of
 * processes may do so. Works as the owner of the tables, whose alone the queue is, and survives a database away.
 */
export async function workQueue(
  databaseUrl: string,
  { tasks, hourly, everyMinute, report, freeEveryMs = 5_000 }: Given,
  stop: AbortSignal,
): Promise<void> {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:listen:success", ({ client, workerPool }) => {
    // The queue is about to send something of its own on it.
    client.once("drain", () => {
      client.query(showLife, [lifeLocks, workerPool.id]).catch((error: unknown) => report("queue", error));
    });
  });
  const freed = freeJobsOfTheDead(databaseUrl, { everyMs: freeEveryMs, report }, stop);
  while (!stop.aborted) {
    try {
      const runner = await run({
        connectionString: databaseUrl,
        maxPoolSize: 4,
        concurrency: 2,
        noHandleSignals: true,
        taskList: { ...tasks },
        crontab: [
          ...hourly.map((task) => `0 * * * * ${task}`),
          ...everyMinute.map((task) => `* * * * * ${task}`),
        ].join("\n"),
        logger: loggerOf(report),
        events,
      });
      let released: Promise<void> | undefined;
      const end = () => {
        released = runner.stop().catch(() => {});
      };
      stop.addEventListener("abort", end, { once: true });
      if (stop.aborted) end();
      await runner.promise.finally(() => stop.removeEventListener("abort", end));
      await released;
    } catch (error) {
      report("queue", error);
    }
    await pause(2_000, stop);
  }
  await freed;
}

/** Held by the connection that a worker listens on, so given back when its process or machine is gone (30 s). */
const showLife = `select set_config('tcp_keepalives_idle', '15', false),
  set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false),
  pg_advisory_lock_shared($1::int, ${lifeLock("$2")})`;

/** Left to itself, the queue takes a job back from a killed worker after four hours. */
async function freeJobsOfTheDead(
  databaseUrl: string,
  { everyMs, report }: { everyMs: number; report: Given["report"] },
  stop: AbortSignal,
): Promise<void> {
  const owner = connect(databaseUrl, { max: 1 });
  await pause(everyMs, stop);
  while (!stop.aborted) {
    await sqlOf(owner.db)
      .unsafe(unlockTheDead)
      .catch((error: unknown) => report("queue", error));
    await pause(everyMs, stop);
  }
  await owner.close();
}

const unlockTheDead = `select graphile_worker.force_unlock_workers(array(
  select distinct locked_by from graphile_worker.jobs where locked_by is not null and not exists (
    select from pg_locks where locktype = 'advisory' and classid = ${lifeLocks} and granted
      and database = (select oid from pg_database where datname = current_database())
      and objid = (${lifeLock("locked_by")})::oid)))`;

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, signal: stop }).catch(() => {});
}

function loggerOf(report: Given["report"]): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") report("queue", meta?.error ?? new Error(message));
  });
}
