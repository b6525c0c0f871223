import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import postgres from "postgres";
import { v7 } from "uuid";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { hashApiKey, newApiKey } from "#core/clients/new-key.ts";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { type Embedded, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { keys, type MadeToken } from "#tests/core/logins/fixtures.ts";
import { type ApiProcess, startApi } from "#tests/support/api.ts";

/** How often each race is run: few in every test run, many by `npm run test:race`. */
export const rounds = inject("rounds");

/** The time that `each` round of a test may take, in ms, and a start of everything. */
export const within = (eachMs: number) => 60_000 + rounds * eachMs;

export type Answer = { status: number; outcome?: string; body: Record<string, unknown> };

export type Desk = {
  /** As the owner of the tables. */
  readonly sql: postgres.Sql;
  /** Sends a POST to the nth process, counted round and round; `lost` where no answer came. */
  post(nth: number, path: string, body: object, customerAddress?: string): Promise<Answer>;
  readonly processes: ApiProcess[];
  /** Starts a process in place of one that was killed. */
  restart(index: number): Promise<void>;
  /** kill -9 of one of the login check's connections in PostgreSQL; waits until both processes are ready again. */
  killBackends(): Promise<void>;
};

/** A PostgreSQL of the file's own, on disk as the bank's is, with two API processes on it. */
export function withTwoProcesses(): Desk {
  let server: Embedded;
  let sql: postgres.Sql;
  const dataDir = mkdtempSync(join(tmpdir(), "token-desk-tests-"));
  const processes: ApiProcess[] = [];
  const key = newApiKey();
  const checkpointer = async () => {
    const [row] = await sql`select pid from pg_stat_activity where backend_type = 'checkpointer'`;
    return row?.pid;
  };
  const start = () =>
    startApi({ DATABASE_URL: server.url, SEAL_KEYS: `1:${keys.byVersion.get(1)?.toString("hex")}` });

  beforeAll(async () => {
    chmodSync(dataDir, 0o755);
    server = await startEmbedded({ dataDir, role: "tests" });
    await migrate(server.url);
    sql = postgres(server.url, { max: 4, onnotice: () => {} });
    await sql`update settings set address_failure_limit = null`;
    await sql`with made as (
      insert into api_clients (id, name, scopes, calls_per_minute, created_at)
        values (${v7()}, 'races', '{login:check}', null, now()) returning id, created_at)
    insert into api_keys (id, client_id, key_hash, created_at)
      select gen_random_uuid(), id, ${hashApiKey(key)}, created_at from made`;
    processes.push(...(await Promise.all([start(), start()])));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.end("SIGKILL")));
    await sql.end({ timeout: 5 });
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  return {
    get sql() {
      return sql;
    },
    processes,
    async restart(index) {
      processes[index] = await start();
    },
    async killBackends() {
      const before = await checkpointer();
      // After a pause all of them are closed: then it is the one that the request under way is about to open.
      await vi.waitFor(
        async () => {
          const [victim] = await sql`select pid from pg_stat_activity
            where application_name = 'token-desk' and datname = current_database() order by state = 'active' desc limit 1`;
          if (!victim) throw new Error("nobody to kill yet");
          process.kill(victim.pid, "SIGKILL");
        },
        { timeout: 5_000, interval: 5 },
      );
      await vi.waitFor(
        async () => {
          // A new one tells that PostgreSQL has noticed, ended every session and recovered.
          if ((await checkpointer()) === before) throw new Error("not noticed yet");
          const asked = processes.map(({ url }) => fetch(`${url}/readyz`));
          if ((await Promise.all(asked)).some(({ status }) => status !== 200))
            throw new Error("not back yet");
        },
        { timeout: 20_000, interval: 50 },
      );
    },
    async post(nth, path, body, customerAddress) {
      try {
        const response = await fetch(`${processes[nth % 2]?.url}${path}`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${key}`,
            "content-type": "application/json",
            ...(customerAddress && { forwarded: `for=${customerAddress}` }),
          },
          body: JSON.stringify(body),
        });
        const answer = (await response.json()) as Record<string, unknown>;
        return { status: response.status, outcome: String(answer.outcome), body: answer };
      } catch {
        return { status: 0, outcome: "lost", body: {} };
      }
    },
  };
}

/** The code that a token shows now, or so many steps later. */
export function codeNow(token: MadeToken, offset = 0): string {
  return otpAt(token, token.seed, stepAt(new Date(), token.stepSeconds) + offset);
}

/** Codes that the token does not show anywhere near now. */
export function wrongCodes(token: MadeToken, many: number): string[] {
  const shown = new Set(Array.from({ length: 41 }, (_, nth) => codeNow(token, nth - 20)));
  return Array.from({ length: many + shown.size }, (_, nth) => String(nth).padStart(token.digits, "0"))
    .filter((code) => !shown.has(code))
    .slice(0, many);
}

/** Whole numbers in turn, the same for the same seed and name. */
export function numbers(name: string, min: number, max: number): number[] {
  const salt = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 65_521;
  return fc.sample(fc.integer({ min, max }), { seed: inject("seed") + salt, numRuns: rounds });
}

/** How many answers of each outcome. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { outcome = "none" } of answers) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}

/** Waits until so many ms have gone by since a step began, so that no code changes in the next seconds. */
export async function settleInStep(stepSeconds = 30, roomMs = 6_000): Promise<void> {
  const left = stepSeconds * 1000 - (Date.now() % (stepSeconds * 1000));
  if (left < roomMs) await sleep(left + 50);
}
