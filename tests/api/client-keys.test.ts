import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { disableClient } from "#core/clients/disable.ts";
import { proposeClientChange } from "#core/clients/propose-change.ts";
import { revokeKey } from "#core/clients/revoke-key.ts";
import { rotateKey } from "#core/clients/rotate-key.ts";
import { addDays, japanDay } from "#core/clock.ts";
import { type Api, openApi, send } from "#tests/api/support.ts";
import { clientDesk, reason } from "#tests/core/clients/fixtures.ts";
import { withWorld } from "#tests/support/world.ts";

/** What an administrator does at the desk holds at the next call, at any process of the API. */
const world = withWorld();
const { first, read, approve, approved, issue } = clientDesk(world);
const opened: { api: Api; close(): Promise<void> }[] = [];
let path = "";

beforeAll(async () => {
  opened.push(openApi(world.url), openApi(world.url));
  path = `/contracts/${(await world.contract()).contractorId}/status`;
});
// The API goes by the database's clock.
beforeEach(() => world.setNow(new Date()));
afterAll(async () => {
  await Promise.all(opened.map(({ close }) => close()));
});

/** What each process answers to a call with the key. */
const answers = (key: string) => Promise.all(opened.map(({ api }) => send(api, path, { key })));
const statuses = async (key: string) => (await answers(key)).map(({ status }) => status);
const lastDay = () => addDays(japanDay(world.now), 300);

test("a key works once it is made, and the day of its last use is noted", async () => {
  const clientId = await approved();
  const { key } = await issue(clientId);
  expect((await read(clientId)).keys[0]?.lastUsedOn).toBeNull();
  expect(await statuses(key)).toEqual([200, 200]);
  expect((await read(clientId)).keys[0]?.lastUsedOn).toBe(japanDay(world.now));
  expect((await read(clientId)).client.lastUsedOn).toBe(japanDay(world.now));
});

test("a revoked key fails, its client's others go on; a disabled client's all fail", async () => {
  const clientId = await approved();
  const [one, other] = [await issue(clientId), await issue(clientId)];
  expect([await statuses(one.key), await statuses(other.key)].flat()).toEqual([200, 200, 200, 200]);
  await revokeKey(first(), { keyId: one.keyId, reason });
  expect([await statuses(one.key), await statuses(other.key)].flat()).toEqual([401, 401, 200, 200]);
  await disableClient(first(), { clientId, reason });
  expect([await statuses(one.key), await statuses(other.key)].flat()).toEqual([401, 401, 401, 401]);
});

test("other scopes and another limit hold once they are approved, not before", async () => {
  const clientId = await approved();
  const { key } = await issue(clientId);
  const limit = async () => (await answers(key)).map(({ headers }) => headers.get("ratelimit-limit"));
  await proposeClientChange(first(), { clientId, reason, scopes: ["login:check"], callsPerMinute: "40" });
  expect(await statuses(key)).toEqual([200, 200]);
  expect(await limit()).toEqual([null, null]);
  await approve(clientId);
  expect(await statuses(key)).toEqual([403, 403]);
  expect(await limit()).toEqual(["40", "40"]);
});

test("a key and the one in its place both work until the overlap is over, then the new one alone", async () => {
  const clientId = await approved();
  const old = await issue(clientId);
  const made = await rotateKey(first(), { keyId: old.keyId, reason, lastDay: lastDay(), overlap: "1" });
  expect([await statuses(old.key), await statuses(made.key)].flat()).toEqual([200, 200, 200, 200]);
  await world.sql`update api_keys set expires_at = now() + interval '200 ms' where id = ${old.keyId}`;
  await expect.poll(() => statuses(old.key)).toEqual([401, 401]);
  const [{ over } = {}] = await world.sql`select expires_at <= now() as over from api_keys
    where id = ${old.keyId}`;
  expect(over).toBe(true);
  expect(await statuses(made.key)).toEqual([200, 200]);
});

test("without an overlap the old key fails at once", async () => {
  const clientId = await approved();
  const old = await issue(clientId);
  const made = await rotateKey(first(), { keyId: old.keyId, reason, lastDay: lastDay(), overlap: "0" });
  expect([await statuses(old.key), await statuses(made.key)].flat()).toEqual([401, 401, 200, 200]);
});

test("of a hundred who replace a key at once one gets a key, and with that one calls pass", async () => {
  const clientId = await approved();
  const old = await issue(clientId);
  const wanted = { keyId: old.keyId, reason, lastDay: lastDay(), overlap: "24" };
  const made = await Promise.allSettled(Array.from({ length: 100 }, () => rotateKey(first(), wanted)));
  const keys = made.flatMap((one) => (one.status === "fulfilled" ? [one.value.key] : []));
  expect(keys).toHaveLength(1);
  expect([await statuses(keys[0] ?? ""), await statuses(old.key)].flat()).toEqual([200, 200, 200, 200]);
});
