import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, newClient, openApi, send } from "#tests/api/support.ts";
import {
  answerOf,
  type MadeContract,
  makeContract,
  otpOf,
  canaryPassword as password,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const opened: { api: Api; close(): Promise<void> }[] = [];
let client: { id: string; key: string };
let keysMade = 0;

beforeAll(async () => {
  opened.push(openApi(desk.url), openApi(desk.url));
  client = await newClient(desk, ["login:check"]);
});
afterAll(async () => {
  await Promise.all(opened.map(({ close }) => close()));
});

const api = (nth: number) => opened[nth % opened.length]?.api as Api;
const newKey = () => `key-${++keysMade}`;

/** Sends a write under an Idempotency-Key, to the nth of the two processes. */
async function post(path: string, body: unknown, idempotencyKey: string, nth = 0, key = client.key) {
  const response = await send(api(nth), path, {
    key,
    body,
    headers: { "idempotency-key": idempotencyKey },
  });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

const eventsOf = async ({ contractId }: MadeContract) =>
  (await desk.sql`select outcome from login_events where contract_id = ${contractId} order by id`).map(
    (row) => row.outcome,
  );

const failsOf = async ({ contractId }: MadeContract) =>
  (await desk.sql`select otp_fails from login_accounts where contract_id = ${contractId}`)[0]?.otp_fails;

describe("the same request under the same key", () => {
  test("sent 100 times at once to two processes, is done once and answered the same", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const body = { contractorId: contract.contractorId, otp: otpOf(contract.token) };
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, nth) => post("/otp-checks", body, key, nth)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: '{"outcome":"accepted"}' });
    expect(await eventsOf(contract)).toEqual(["accepted"]);
  });

  test("is answered the same later, a refusal too, and counts once", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const wrong = { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) };
    const malformed = { contractorId: "12" };
    const keys = [newKey(), newKey()] as const;
    for (let round = 0; round < 3; round++) {
      expect(await post("/otp-checks", wrong, keys[0], round)).toMatchObject({
        status: 200,
        body: '{"outcome":"rejected"}',
      });
      expect(await post("/otp-checks", malformed, keys[1], round)).toMatchObject({
        status: 400,
        type: "application/problem+json",
      });
    }
    expect(await failsOf(contract)).toBe(1);
  });

  test("registers once, and gives the same receipt again", async () => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const login = await send(api(0), "/login-checks", {
      key: client.key,
      body: { contractorId: contract.contractorId, password },
    });
    const { loginId, registration } = await login.json();
    const { sent } = contract;
    const body = {
      loginId,
      serial: sent.serial,
      otp: otpOf(sent),
      cells: answerOf(contract, registration.cells),
    };
    const key = newKey();
    const [first, ...more] = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => post("/registrations", body, key, nth)),
    );
    expect(first?.status).toBe(201);
    expect(new Set([first, ...more].map((answer) => JSON.stringify(answer))).size).toBe(1);
    const bound = await desk.sql`select 1 from bindings where contract_id = ${contract.contractId}`;
    expect(bound).toHaveLength(1);
  });
});

describe("a key", () => {
  test("stands for one request of one client: another body or path is 422, another client's key is their own", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const body = { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) };
    const key = newKey();
    await post("/otp-checks", body, key);
    for (const [path, other] of [
      ["/otp-checks", { ...body, otp: otpOf(contract.token) }],
      ["/login-checks", body],
    ] as const) {
      expect(await post(path, other, key, 1)).toMatchObject({
        status: 422,
        body: expect.stringContaining("idempotency_key_used"),
      });
    }
    const another = await newClient(desk, ["login:check"]);
    const right = { ...body, otp: otpOf(contract.token) };
    expect(await post("/otp-checks", right, key, 0, another.key)).toMatchObject({
      body: '{"outcome":"accepted"}',
    });
  });

  test.each(["", "x".repeat(201), "two words", "鍵", "tab\tbed"])(
    "must be 1 to 200 visible ASCII: %j",
    async (key) => {
      const contract = await makeContract(desk.sql, { token: "active" });
      const body = { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) };
      const sent = send(api(0), "/otp-checks", {
        key: client.key,
        body,
        headers: { "idempotency-key": key },
      });
      const status = await sent.then(
        (response) => response.status,
        // What is no header at all never leaves the client.
        (error) => (error instanceof TypeError ? 400 : error),
      );
      expect(status).toBe(400);
      expect(await eventsOf(contract)).toEqual([]);
    },
  );

  test("may be used anew after 24 hours, by the database's clock", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const body = { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) };
    const key = newKey();
    await post("/otp-checks", body, key);
    await desk.sql`update idempotency_keys set created_at = now() - interval '23 hours 59 minutes' where key = ${key}`;
    await post("/otp-checks", body, key);
    expect(await failsOf(contract)).toBe(1);
    await desk.sql`update idempotency_keys set created_at = now() - interval '24 hours' where key = ${key}`;
    const right = { ...body, otp: otpOf(contract.token) };
    expect((await post("/otp-checks", right, key)).body).toBe('{"outcome":"accepted"}');
  });

  test("keeps nothing of what was sent", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const key = newKey();
    await post("/login-checks", { contractorId: contract.contractorId, password }, key);
    const [row] =
      await desk.sql`select row_to_json(k)::text as all from idempotency_keys k where key = ${key}`;
    expect(row?.all).toContain("factor_required");
    expect(row?.all).not.toContain(password);
    expect(row?.all).not.toContain(contract.contractorId);
  });
});

describe("what was not settled may be tried again under the same key:", () => {
  test("our own failure", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const body = { contractorId: contract.contractorId, otp: otpOf(contract.token) };
    let broken = true;
    const shaky = openApi(desk.url, {
      address: () => (broken ? raise() : "192.0.2.8"),
      report: () => {},
    });
    const tries = [];
    const key = newKey();
    for (let nth = 0; nth < 2; nth++) {
      const response = await send(shaky.api, "/otp-checks", {
        key: client.key,
        body,
        headers: { "idempotency-key": key },
      });
      tries.push(response.status);
      broken = false;
    }
    expect(tries).toEqual([500, 200]);
    expect(await eventsOf(contract)).toEqual(["accepted"]);
    await shaky.close();
  });

  test("a check that was told to come later", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    await desk.sql`update settings set retry_delay_seconds = 5`;
    const check = (otp: string) => ({ contractorId: contract.contractorId, otp });
    const key = newKey();
    await send(api(0), "/otp-checks", { key: client.key, body: check(wrongOtpOf(contract.token)) });
    expect((await post("/otp-checks", check(otpOf(contract.token)), key)).status).toBe(429);
    await desk.sql`update settings set retry_delay_seconds = 0`;
    expect((await post("/otp-checks", check(otpOf(contract.token)), key)).status).toBe(200);
  });

  test("what a killed process left, after half a minute; till then it is said to be under way", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const body = { contractorId: contract.contractorId, otp: wrongOtpOf(contract.token) };
    const key = newKey();
    const leaveSince = (ago: string) => desk.sql`update idempotency_keys
      set status = null, body = null, created_at = now() - ${ago}::interval where key = ${key}`;
    await post("/otp-checks", body, key);
    await leaveSince("5 seconds");
    const headers = { "idempotency-key": key };
    const busy = await send(api(0), "/otp-checks", { key: client.key, body, headers });
    expect(busy.status).toBe(409);
    expect(busy.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(await busy.json()).toMatchObject({ code: "idempotency_key_busy" });
    expect(await failsOf(contract)).toBe(1);
    await leaveSince("30 seconds");
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => post("/otp-checks", body, key, nth)),
    );
    expect(new Set(answers.map((answer) => answer.body))).toEqual(new Set(['{"outcome":"rejected"}']));
    expect(await failsOf(contract)).toBe(2);
  });
});

function raise(): never {
  throw new TypeError("meant");
}
