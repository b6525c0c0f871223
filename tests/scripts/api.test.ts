import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { newClient } from "#tests/api/support.ts";
import { keys, makeContract, wrongOtpOf } from "#tests/core/logins/fixtures.ts";
import { type ApiProcess, startApi } from "#tests/support/api.ts";
import { withDatabase } from "#tests/support/database.ts";
import { openRelay, type Relay } from "#tests/support/relay.ts";

const desk = withDatabase();
let api: ApiProcess | undefined;
let relay: Relay | undefined;
let key = "";
/** Of contracts of their own: checks of one contract come one after the other. */
const checks: { contractorId: string; otp: string }[] = [];
let sent = 0;

beforeAll(async () => {
  key = (await newClient(desk, ["login:check"])).key;
  for (let nth = 0; nth < 40; nth++) {
    const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
    checks.push({ contractorId, otp: wrongOtpOf(token) });
  }
  await desk.sql`update settings set otp_limit = 1000000, address_failure_limit = null`;
});
afterEach(async () => {
  await api?.end("SIGKILL");
  await relay?.close();
  relay = undefined;
});

/** Starts the API as `npm run api` does. */
async function start(settings: Record<string, string> = {}): Promise<ApiProcess> {
  const SEAL_KEYS = `1:${keys.byVersion.get(1)?.toString("hex")}`;
  api = await startApi({ DATABASE_URL: desk.url, SEAL_KEYS, ...settings });
  return api;
}

type Answer = { status: number; closes: boolean };

/** One check, on a connection that the agent keeps; what went wrong where no answer came. */
function post(url: string, agent: Agent): Promise<Answer | string> {
  return new Promise((resolve) => {
    const asked = request(`${url}/otp-checks`, {
      agent,
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    });
    asked.once("response", (response) => {
      response.resume();
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, closes: response.headers.connection === "close" }),
      );
    });
    asked.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end(JSON.stringify(checks[sent++ % checks.length]));
  });
}

const statusOf = (url: string) => fetch(url).then(({ status }) => status);

describe("told to stop by SIGTERM, the API", () => {
  test("answers what is under way, cuts off no one, and ends with 0", async () => {
    const { url, end } = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const seen: (Answer | string)[] = [];
    let ended = false;
    const callers = Array.from({ length: 32 }, async () => {
      while (!ended) {
        const answer = await post(url, agent);
        seen.push(answer);
        if (typeof answer === "string") return;
      }
    });
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBeGreaterThan(200);
    const began = performance.now();
    const before = seen.length;
    expect(await end()).toBe(0);
    ended = true;
    expect(performance.now() - began).toBeLessThan(5_000);
    await Promise.all(callers);
    const odd = seen.filter((answer) => typeof answer === "string" || answer.status !== 200);
    // Reset, too, is a connection that nobody had accepted yet when the port was closed.
    expect(["ECONNREFUSED", "ECONNRESET"]).toEqual(expect.arrayContaining([...new Set(odd)]));
    expect(seen.length - before - odd.length).toBeGreaterThan(32);
    const [counted] = await desk.sql`select count(*)::int as n from login_events`;
    expect(counted?.n).toBe(seen.length - odd.length);
  });

  test("is not ready any more but still answers for its drain time, each connection for the last time", async () => {
    const { url, end } = await start({ API_DRAIN_SECONDS: "2" });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await statusOf(`${url}/readyz`)).toBe(200);
    expect(await post(url, agent)).toEqual({ status: 200, closes: false });
    const ended = end();
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(503);
    expect(await statusOf(`${url}/healthz`)).toBe(200);
    expect(await post(url, agent)).toEqual({ status: 200, closes: true });
    expect(await ended).toBe(0);
  });

  test("waits for a check that hangs in the database, and answers it", async () => {
    const { url, end } = await start();
    let held: Promise<Answer | string> | undefined;
    let ended: Promise<number | null> | undefined;
    await desk.sql.begin(async (sql) => {
      await sql`select 1 from login_accounts for update`;
      held = post(url, new Agent());
      await sleep(300);
      ended = end();
      await sleep(1_300);
    });
    expect(await held).toMatchObject({ status: 200 });
    expect(await ended).toBe(0);
  });

  test("ends in time while the database is away", async () => {
    relay = await openRelay(desk.url);
    const { url, end } = await start({ DATABASE_URL: relay.url });
    expect(await post(url, new Agent())).toMatchObject({ status: 200 });
    await relay.set("refused");
    expect(await post(url, new Agent())).toMatchObject({ status: 503 });
    const began = performance.now();
    expect(await end()).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});

test("a process outlives its database: away and back again and again, it answers, and its metrics tell", async () => {
  relay = await openRelay(desk.url);
  const { url } = await start({ DATABASE_URL: relay.url });
  const agent = new Agent({ keepAlive: true });
  const burst = () => Promise.all(Array.from({ length: 40 }, () => post(url, agent)));
  for (let round = 0; round < 5; round++) {
    const underWay = burst();
    await relay.set(round % 2 ? "refused" : "hanging-up");
    await underWay;
    expect(
      new Set((await burst()).map((answer) => (typeof answer === "string" ? answer : answer.status))),
    ).toEqual(new Set([503]));
    expect(await statusOf(`${url}/readyz`)).toBe(503);
    await relay.set("open");
    await expect.poll(() => statusOf(`${url}/readyz`), { timeout: 3_000 }).toBe(200);
  }
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/token_desk_checks_total\{call="otp-checks",outcome="unavailable"\} [2-9]\d\d/);
  expect(metrics).toMatch(/token_desk_database_connections_open\{role="login"\} [1-9]/);
});
