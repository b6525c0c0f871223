import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, newClient, openApi, send } from "#tests/api/support.ts";
import { makeContract, wrongOtpOf } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";
import { openRelay, type Relay, type RelayMode } from "#tests/support/relay.ts";

const desk = withDatabase();
let relay: Relay;
let opened: { api: Api; close(): Promise<void> };
let key = "";
let path = "";
/** Of contracts of their own: checks of one contract come one after the other. */
const checks: { contractorId: string; otp: string }[] = [];

beforeAll(async () => {
  key = (await newClient(desk, ["status:read", "login:check"])).key;
  await desk.sql`update settings set otp_limit = 1000000, address_failure_limit = null`;
  for (let nth = 0; nth < 50; nth++) {
    const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
    checks.push({ contractorId, otp: wrongOtpOf(token) });
  }
  path = `/contracts/${checks[0]?.contractorId}/status`;
});
beforeEach(async () => {
  relay = await openRelay(desk.url);
  opened = openApi(relay.url);
});
const closing: Promise<void>[] = [];
afterEach(() => {
  // Some seconds each, for the driver waits for connections that it has lost.
  closing.push(opened.close().then(relay.close));
});
afterAll(() => Promise.all(closing));

type Seen = { status: number; ms: number; retryAfter: string | null };

/** Sends a call and tells how it ended and when. */
async function timed(call: () => Response | Promise<Response>): Promise<Seen> {
  const began = performance.now();
  const { status, headers } = await call();
  return { status, ms: performance.now() - began, retryAfter: headers.get("retry-after") };
}

const ready = () => timed(() => opened.api.request("/api/v1/readyz"));
const alive = () => timed(() => opened.api.request("/api/v1/healthz"));
/** A look-up or a check. */
const call = (nth: number) =>
  nth % 2
    ? send(opened.api, "/otp-checks", { key, body: checks[(nth >> 1) % checks.length] })
    : send(opened.api, path, { key });
const many = (calls: number) =>
  Promise.all(Array.from({ length: calls }, (_, nth) => timed(() => call(nth))));
const statuses = (seen: readonly Seen[]) => [...new Set(seen.map(({ status }) => status))];
const slowest = (seen: readonly Seen[]) => Math.max(...seen.map(({ ms }) => ms));

/** Waits until every one of a hundred calls is answered again. Gives the time that took, in ms. */
async function recovered(): Promise<number> {
  const began = performance.now();
  while (statuses(await many(100)).join() !== "200") {
    if (performance.now() - began > 10_000) throw new Error("It has not come back");
    await sleep(20);
  }
  return performance.now() - began;
}

describe.each<RelayMode>(["refused", "hanging-up"])("with the database away (%s)", (mode) => {
  test("a thousand calls are each told so within a second, also those under way, and it comes back by itself", async () => {
    expect(statuses(await many(100))).toEqual([200]);
    for (let round = 0; round < 3; round++) {
      const underWay = many(200);
      await relay.set(mode);
      await underWay;
      const told = await many(1_000);
      expect(statuses(told)).toEqual([503]);
      expect(slowest(told)).toBeLessThan(1_000);
      expect(new Set(told.map(({ retryAfter }) => retryAfter))).toEqual(new Set(["5"]));
      expect(await ready()).toMatchObject({ status: 503 });
      expect((await ready()).ms).toBeLessThan(1_000);
      expect((await alive()).status).toBe(200);
      await relay.set("open");
      expect(await recovered()).toBeLessThan(2_000);
      expect((await ready()).status).toBe(200);
    }
  });

  test("it costs next to nothing to wait for it", async () => {
    await many(10);
    await relay.set(mode);
    await many(10);
    const before = process.cpuUsage();
    await sleep(1_000);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(250);
  });
});

test("with a database that has fallen silent it is known in some seconds, then at once, and it comes back", async () => {
  expect(statuses(await many(100))).toEqual([200]);
  await relay.set("silent");
  const first = await many(50);
  expect(statuses(first)).toEqual([503]);
  expect(slowest(first)).toBeLessThan(10_500);
  const next = await many(1_000);
  expect(statuses(next)).toEqual([503]);
  expect(slowest(next)).toBeLessThan(1_000);
  expect((await ready()).ms).toBeLessThan(1_200);
  expect((await alive()).status).toBe(200);
  await relay.set("open");
  expect(await recovered()).toBeLessThan(3_000);
});

test("no connection is lost for good: cut again and again amid calls, all are answered, and then all right", async () => {
  const stop = performance.now() + 6_000;
  let calls = 0;
  const callers = Array.from({ length: 40 }, async (_, caller) => {
    while (performance.now() < stop) {
      const seen = await timed(() => call(caller));
      calls++;
      expect([200, 503]).toContain(seen.status);
      expect(seen.ms).toBeLessThan(2_500);
      if (seen.status === 503) await sleep(5);
    }
  });
  for (let cut = 0; performance.now() < stop - 500; cut++) {
    if (cut % 3 === 2) {
      await desk.sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'token-desk' and pid <> pg_backend_pid()`;
    } else await relay.set(cut % 3 ? "hanging-up" : "refused");
    await sleep(Math.random() * 40);
    await relay.set("open");
    await sleep(250 + Math.random() * 100);
  }
  await Promise.all(callers);
  expect(calls).toBeGreaterThan(500);
  expect(await recovered()).toBeLessThan(2_000);
});
