import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { type Api, newClient, openApi, send } from "#tests/api/support.ts";
import {
  answerOf,
  makeContract,
  otpOf,
  canaryPassword as password,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
let opened: { api: Api; close(): Promise<void> };
let peer = "127.0.0.1";
let key = "";

beforeAll(async () => {
  opened = openApi(desk.url, { address: () => peer });
  key = (await newClient(desk, ["login:check", "tokens:resync"])).key;
});
afterAll(() => opened.close());

const post = async (path: string, body: unknown, headers = {}) =>
  (await send(opened.api, path, { key, body, headers })).json();

async function scrape(headers: Record<string, string> = {}) {
  const response = await opened.api.request("/api/v1/metrics", { headers });
  return { status: response.status, text: await response.text() };
}

/** How much a counter has grown since it was read last. */
async function grown(before: ReadonlyMap<string, number>) {
  const after = await samples();
  const grown: Record<string, number> = {};
  for (const [name, value] of after) {
    const by = value - (before.get(name) ?? 0);
    if (name.startsWith("token_desk_checks_total") && by > 0) grown[name.slice(23)] = by;
  }
  return grown;
}

async function samples(): Promise<Map<string, number>> {
  const { text } = await scrape();
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(" ")),
      Number(line.slice(line.lastIndexOf(" ") + 1)),
    ]),
  );
}

describe("who may read them", () => {
  test.each([
    ["127.0.0.1", {}, 200],
    ["::1", {}, 200],
    ["::ffff:127.0.0.1", {}, 200],
    ["127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, 200],
    ["192.0.2.1", {}, 401],
    ["127.0.0.1.example.jp", {}, 401],
    ["unknown", {}, 401],
    ["127.0.0.1", { "x-forwarded-for": "192.0.2.1" }, 401],
    ["127.0.0.1", { "x-forwarded-for": "127.0.0.1, 192.0.2.1" }, 401],
    ["127.0.0.1", { forwarded: "for=127.0.0.1" }, 401],
    ["127.0.0.1", { via: "1.1 proxy" }, 401],
    ["127.0.0.1", { "x-real-ip": "127.0.0.1" }, 401],
  ])("from %s with %j: %i", async (address, headers, status) => {
    peer = address;
    expect((await scrape(headers)).status).toBe(status);
    peer = "127.0.0.1";
  });

  test("from elsewhere a key with the scope, and no other", async () => {
    peer = "192.0.2.1";
    const own = await newClient(desk, ["metrics:read"]);
    expect((await scrape({ authorization: `Bearer ${key}` })).status).toBe(403);
    expect((await scrape({ authorization: `Bearer ${own.key}` })).status).toBe(200);
    peer = "127.0.0.1";
  });
});

test("every check is counted once, by its call and what it came to", async () => {
  const before = await samples();
  const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
  const { contractorId, sent } = contract;
  const { loginId, cells } = await post("/login-checks", { contractorId, password });
  await post("/login-checks", { contractorId, password: "wrong" });
  const entered = await post(`/login-checks/${loginId}/factor`, { cells: answerOf(contract, cells) });
  const registration = {
    loginId,
    serial: sent.serial,
    otp: otpOf(sent),
    cells: answerOf(contract, entered.registration.cells),
  };
  await post("/registrations", { ...registration, serial: "0X0000000ZZ0" });
  await post("/registrations", registration);
  for (let guess = 0; guess < 6; guess++) await post("/otp-checks", { contractorId, otp: wrongOtpOf(sent) });
  for (let copy = 0; copy < 2; copy++)
    await post("/otp-checks", { contractorId: "12" }, { "idempotency-key": "k" });
  await post("/resyncs", { contractorId, otps: ["1", "2"] });
  await send(opened.api, "/otp-checks", { key: "nobody's-key-nobody's-key", body: {} });
  await opened.api.request("/api/v1/login-checks", { method: "DELETE" });
  expect(await grown(before)).toEqual({
    '{call="login-checks",outcome="factor_required"}': 1,
    '{call="login-checks",outcome="rejected"}': 1,
    '{call="factor",outcome="accepted"}': 1,
    '{call="registrations",outcome="rejected"}': 1,
    '{call="registrations",outcome="accepted"}': 1,
    '{call="otp-checks",outcome="rejected"}': 5,
    '{call="otp-checks",outcome="locked"}': 1,
    '{call="otp-checks",outcome="invalid"}': 2,
    '{call="otp-checks",outcome="unauthenticated"}': 1,
    '{call="resyncs",outcome="invalid"}': 1,
  });
});

test("one that is turned away is counted as throttled, one without a database as unavailable", async () => {
  const before = await samples();
  const limited = await newClient(desk, ["login:check"], 1);
  for (let nth = 0; nth < 3; nth++) await send(opened.api, "/otp-checks", { key: limited.key, body: {} });
  const away = openApi("postgres://nobody@127.0.0.1:1/none");
  await send(away.api, "/otp-checks", { key, body: {} });
  await away.close();
  expect(await grown(before)).toEqual({
    '{call="otp-checks",outcome="invalid"}': 1,
    '{call="otp-checks",outcome="throttled"}': 2,
    '{call="otp-checks",outcome="unavailable"}': 1,
  });
});

test("labels come from what is written here, not from what is asked: a thousand paths are a few series", async () => {
  await Promise.all(
    Array.from({ length: 1_000 }, (_, nth) =>
      opened.api.request(nth % 3 ? `/api/v1/tokens/canary${nth}` : `/api/v1/canary${nth}`, {
        method: ["GET", "POST", "PATCH", "CANARY"][nth % 4] ?? "GET",
        headers: { "x-canary": `${nth}` },
      }),
    ),
  );
  const names = [...(await samples()).keys()];
  expect(names.join()).not.toContain("canary");
  const routes = new Set(names.flatMap((name) => /route="([^"]*)"/.exec(name)?.[1] ?? []));
  expect(routes).toContain("/api/v1/tokens/:serial");
  expect(routes).toContain("none");
  expect(routes.size).toBeLessThan(16);
  const methods = new Set(names.flatMap((name) => /method="([^"]*)"/.exec(name)?.[1] ?? []));
  expect([...methods].sort()).toEqual(["GET", "POST", "other"]);
});

test("they tell of the requests under way, the time they take, the pool and the process, and no secret", async () => {
  const contract = await makeContract(desk.sql, { token: "active" });
  const otp = otpOf(contract.token);
  await post("/otp-checks", { contractorId: contract.contractorId, otp });
  await post("/login-checks", { contractorId: contract.contractorId, password });
  database("login");
  const { text } = await scrape();
  for (const told of [
    "token_desk_requests_in_progress 1",
    'token_desk_request_duration_seconds_count{route="/api/v1/otp-checks",method="POST",status="2xx"}',
    'token_desk_database_connections_max{role="login"} 10',
    'token_desk_database_connections_open{role="login"} 0',
    "process_cpu_seconds_total",
    "nodejs_eventloop_lag_p99_seconds",
  ]) {
    expect(text).toContain(told);
  }
  for (const secret of [password, key, contract.contractorId, contract.token.serial, `"${otp}"`]) {
    expect(text).not.toContain(secret);
  }
});
