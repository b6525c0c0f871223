import { beforeAll, expect, test } from "vitest";
import { createApi } from "#api/app.ts";
import { newApiKey } from "#core/clients/new-key.ts";
import { depsOn, newClient, rolesOf, send, usualPerMinute } from "#tests/api/support.ts";
import { makeContract, otpOf, wrongOtpOf } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const app = createApi(depsOn(rolesOf(desk)));
const key = newApiKey();
const loginKey = newApiKey();

beforeAll(async () => {
  await newClient(desk, ["tokens:resync"], usualPerMinute, key);
  await newClient(desk, ["login:check"], usualPerMinute, loginKey);
});

async function resync(body: unknown, own = key) {
  const response = await send(app, "/resyncs", { key: own, body });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("tells how it ended, and of an accepted one how far the clock is ahead", async () => {
  const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
  const otps = [otpOf(token, 2), otpOf(token, 3)];
  expect(await resync({ contractorId, otps })).toMatchObject({ status: 200, body: { outcome: "accepted" } });
  const { body } = await resync({ contractorId, otps: [otpOf(token, 8), otpOf(token, 9)] });
  expect(body).toEqual({ outcome: "accepted", driftSteps: 9 });
  const wrong = { contractorId, otps: [wrongOtpOf(token), wrongOtpOf(token, 1)] };
  const outcomes = [];
  for (let guess = 0; guess < 6; guess++) outcomes.push((await resync(wrong)).body);
  expect(outcomes).toEqual([...Array(5).fill({ outcome: "rejected" }), { outcome: "locked" }]);
});

test("is for keys of its own scope", async () => {
  const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
  const body = { contractorId, otps: [otpOf(token), otpOf(token, 1)] };
  expect(await resync(body, loginKey)).toMatchObject({ status: 403, body: { code: "scope" } });
  expect(await resync(body, newApiKey())).toMatchObject({ status: 401 });
});

test("says of what is wrong with a request where it is, and when to ask again", async () => {
  const bare = await makeContract(desk.sql);
  const otps = ["123456", "234567"];
  expect(await resync({ contractorId: bare.contractorId, otps: ["123456", "12"] })).toMatchObject({
    status: 400,
    body: { errors: { "otps.1": "otp.format" } },
  });
  expect(await resync({ contractorId: bare.contractorId, otps, now: 0 })).toMatchObject({ status: 400 });
  expect(await resync({ contractorId: bare.contractorId, otps })).toMatchObject({ status: 409 });
  expect(await resync({ contractorId: "99999999999", otps })).toMatchObject({ status: 404 });

  await desk.sql`update settings set retry_delay_seconds = 20`;
  const { contractorId } = await makeContract(desk.sql, { token: "active" });
  expect(await resync({ contractorId, otps })).toMatchObject({ body: { outcome: "rejected" } });
  const tooSoon = await resync({ contractorId, otps });
  expect(tooSoon).toMatchObject({ status: 429, body: { code: "throttled" } });
  expect(tooSoon.headers.get("retry-after")).toBe("20");
  await desk.sql`update settings set retry_delay_seconds = 0`;
});
