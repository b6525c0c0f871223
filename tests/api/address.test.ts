import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { serveApi } from "#api/server.ts";
import { connect } from "#db/client.ts";
import { type Api, newClient, openApi, send } from "#tests/api/support.ts";
import {
  keys,
  makeContract,
  now,
  otpOf,
  canaryPassword as password,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
let opened: { api: Api; close(): Promise<void> };
let key = "";

beforeAll(async () => {
  opened = openApi(desk.url, { address: () => "192.0.2.8" });
  key = (await newClient(desk, ["login:check"])).key;
});
afterAll(() => opened.close());

/** What a check with this header is written down with; its status where it is refused. */
async function writtenFor(forwarded?: string): Promise<string | number> {
  const contract = await makeContract(desk.sql, { token: "active" });
  const response = await send(opened.api, "/otp-checks", {
    key,
    body: { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) },
    headers: forwarded === undefined ? {} : { forwarded },
  });
  const events = await desk.sql`select address from login_events where contract_id = ${contract.contractId}`;
  return events[0]?.address ?? response.status;
}

describe("the address that a check is written down with", () => {
  test("is the caller's own, unless the login server tells the customer's", async () => {
    expect(await writtenFor()).toBe("192.0.2.8");
  });

  test.each([
    ["for=203.0.113.7", "203.0.113.7"],
    ["For=203.0.113.7", "203.0.113.7"],
    ['for="203.0.113.7"', "203.0.113.7"],
    ['for="203.0.113.7:4711"', "203.0.113.7"],
    ['for="[2001:db8:cafe::17]"', "2001:db8:cafe::17"],
    ['for="[2001:DB8:cafe::17]:4711"', "2001:db8:cafe::17"],
    ["proto=https; for=203.0.113.7 ;by=203.0.113.43", "203.0.113.7"],
    ["for=203.0.113.7, for=198.51.100.17", "203.0.113.7"],
    ['for=203.0.113.7,for="canary', "203.0.113.7"],
  ])("%s", async (header, address) => {
    expect(await writtenFor(header)).toBe(address);
  });

  test.each([
    "",
    "203.0.113.7",
    "for=",
    "for=unknown",
    "for=_hidden",
    "for=203.0.113.256",
    "for=203.0.113.7:4711",
    "for=2001:db8::1",
    "for=[2001:db8::1]",
    'for="2001:db8::1"',
    'for="[2001:db8::1%eth0]"',
    'for="[203.0.113.7]"',
    'for="203.0.113.7',
    'for="203.0.113.7:port"',
    "for=203.0.113.7;for=198.51.100.17",
    "by=203.0.113.43",
    "by=203.0.113.43, for=203.0.113.7",
    "for =203.0.113.7",
    `for=${"1".repeat(5_000)}`,
  ])("none is taken from %j: 400", async (header) => {
    expect(await writtenFor(header)).toBe(400);
  });
});

test("the header is read once the key was found right, and stands for the other calls of a login too", async () => {
  const contract = await makeContract(desk.sql, { token: "active" });
  const { contractorId } = contract;
  const bad = { forwarded: "canary" };
  const nobody = await send(opened.api, "/login-checks", {
    key: "nobody's-key-nobody's-key",
    body: {},
    headers: bad,
  });
  expect(nobody.status).toBe(401);
  const headers = { forwarded: 'for="[2001:db8::9]"' };
  const login = await send(opened.api, "/login-checks", { key, body: { contractorId, password }, headers });
  const { loginId } = await login.json();
  const body = { otp: otpOf(contract.token) };
  expect(
    (await send(opened.api, `/login-checks/${loginId}/factor`, { key, body, headers: bad })).status,
  ).toBe(400);
  await send(opened.api, `/login-checks/${loginId}/factor`, { key, body, headers });
  const events = await desk.sql`select outcome, address from login_events
    where contract_id = ${contract.contractId} order by id`;
  expect(events).toEqual([
    { outcome: "factor_required", address: "2001:db8::9" },
    { outcome: "accepted", address: "2001:db8::9" },
  ]);
});

test("failures are counted by it: another customer of the same login server is not held back", async () => {
  await desk.sql`update settings set address_failure_limit = 5`;
  const tried: number[] = [];
  for (const [customer, tries] of [
    ["198.51.100.1", 7],
    ["198.51.100.2", 1],
  ] as const) {
    for (let nth = 0; nth < tries; nth++) {
      const contract = await makeContract(desk.sql, { token: "active" });
      const body = { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) };
      const headers = { forwarded: `for=${customer}` };
      tried.push((await send(opened.api, "/otp-checks", { key, body, headers })).status);
    }
  }
  expect(tried).toEqual([200, 200, 200, 200, 200, 429, 429, 200]);
});

test.each([
  ["", "127.0.0.1"],
  ["127.0.0.1,10.0.0.0/8", "203.0.113.7"],
])("a process of its own believes the proxies of TRUSTED_PROXIES: %j", async (trusted, address) => {
  vi.stubEnv("TRUSTED_PROXIES", trusted);
  const { db, close } = connect(desk.url, { role: "login" });
  const server = await serveApi({
    port: 0,
    host: "127.0.0.1",
    db: () => db,
    keys: () => keys,
    now: () => now,
  });
  vi.unstubAllEnvs();
  const contract = await makeContract(desk.sql, { token: "active" });
  await fetch(`${server.url}/api/v1/otp-checks`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "x-forwarded-for": "203.0.113.7, 10.1.1.1",
    },
    body: JSON.stringify({ contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) }),
  });
  const events = await desk.sql`select address from login_events where contract_id = ${contract.contractId}`;
  expect(events).toEqual([{ address }]);
  await server.close();
  await close();
});
