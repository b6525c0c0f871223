import { describe, expect, test } from "vitest";
import {
  approveClientChange,
  turnDownClientChange,
  withdrawClientChange,
} from "#core/clients/decide-change.ts";
import { disableClient } from "#core/clients/disable.ts";
import { issueKey } from "#core/clients/issue-key.ts";
import { listOfClients } from "#core/clients/list.ts";
import { proposeClientChange } from "#core/clients/propose-change.ts";
import { revokeKey } from "#core/clients/revoke-key.ts";
import { rotateKey } from "#core/clients/rotate-key.ts";
import { readAccountQueues } from "#core/home/read-accounts.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { clientDesk, reason } from "./fixtures.ts";

const world = withWorld();
const { first, second, read, waiting, approve, register, approved, issue } = clientDesk(world);
const day = (days: number) => new Date(world.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe("another system", () => {
  test("may do nothing, and has no key, until a second administrator agrees", async () => {
    const { clientId } = await register(["login:check", "status:read"]);
    expect((await read(clientId)).client).toMatchObject({ state: "unapproved", scopes: [] });
    expect(await failureOf(issue(clientId))).toMatchObject({ code: "conflict", about: "clientMoved" });
    const clientChangeId = await waiting(clientId);
    expect(await failureOf(approveClientChange(first(), { clientChangeId }))).toMatchObject({
      about: "fourEyes",
    });
    await approveClientChange(second(), { clientChangeId });
    expect((await read(clientId)).client).toMatchObject({
      state: "active",
      scopes: ["status:read", "login:check"],
      callsPerMinute: null,
    });
    const late = await failureOf(approveClientChange(second(), { clientChangeId }));
    expect(late).toMatchObject({ code: "conflict", about: "clientChange" });
  });

  test.each([
    [{ name: " " }, { name: "required" }],
    [{ name: "a\u202Eb" }, { name: "characters" }],
    [{ scopes: [] }, { scopes: "apiClient.scopes" }],
    [{ scopes: ["form:decide"] }, { "scopes.0": "invalid" }],
    [{ callsPerMinute: "0" }, { callsPerMinute: "apiClient.calls" }],
    [{ callsPerMinute: "-5" }, { callsPerMinute: "apiClient.calls" }],
    [{ callsPerMinute: "1000001" }, { callsPerMinute: "apiClient.calls" }],
    [{ reason: "" }, { reason: "proposal.reason" }],
  ])("registered with %o is told %o", async (given, fields) => {
    expect((await failureOf(register(["status:read"], given)))?.fields).toEqual(fields);
  });

  test("has a name that nobody had before, also where two register it at once", async () => {
    const told = await Promise.all(
      [1, 2, 3].map(() => failureOf(register(["status:read"], { name: "照会" }))),
    );
    expect(told.filter((one) => one === undefined)).toHaveLength(1);
    expect((await failureOf(register(["status:read"], { name: "照会" })))?.fields).toEqual({
      name: "apiClient.taken",
    });
  });

  test("is changed by two, one change at a time; turned down or withdrawn it stays as it was", async () => {
    const clientId = await approved();
    const change = { clientId, reason, scopes: ["login:check"], callsPerMinute: "１００" };
    const same = proposeClientChange(first(), { ...change, scopes: ["status:read"], callsPerMinute: "" });
    expect(await failureOf(same)).toMatchObject({ code: "invalid", about: "clientUnchanged" });
    await proposeClientChange(first(), change);
    const again = await failureOf(proposeClientChange(second(), change));
    expect(again).toMatchObject({ code: "conflict", about: "clientChangeUnderWay" });
    const clientChangeId = await waiting(clientId);
    expect(await failureOf(withdrawClientChange(second(), { clientChangeId }))).toMatchObject({
      about: "onlyItsMaker",
    });
    await turnDownClientChange(second(), { clientChangeId, note: "不要" });
    expect((await read(clientId)).client).toMatchObject({ scopes: ["status:read"] });
    await proposeClientChange(first(), change);
    await withdrawClientChange(first(), { clientChangeId: await waiting(clientId) });
    await proposeClientChange(first(), change);
    await approve(clientId);
    expect((await read(clientId)).client).toMatchObject({ scopes: ["login:check"], callsPerMinute: 100 });
  });

  test("that is disabled gets no key and no change, for good", async () => {
    const clientId = await approved();
    const { keyId } = await issue(clientId);
    await proposeClientChange(first(), { clientId, reason, scopes: ["login:check"], callsPerMinute: "" });
    await disableClient(first(), { clientId, reason });
    expect((await read(clientId)).client).toMatchObject({ state: "disabled", usableKeys: 0, nextEnd: null });
    const moved = { code: "conflict", about: "clientMoved" };
    expect(await failureOf(disableClient(second(), { clientId, reason }))).toMatchObject(moved);
    expect(await failureOf(issue(clientId))).toMatchObject(moved);
    expect(
      await failureOf(rotateKey(first(), { keyId, reason, lastDay: day(9), overlap: "1" })),
    ).toMatchObject(moved);
    expect(await failureOf(approve(clientId))).toMatchObject(moved);
  });
});

describe("a key", () => {
  test("is told once: the database has its hash, the audit its first letters and who made it", async () => {
    const clientId = await approved();
    const made = await issue(clientId, "2027-02-01");
    expect(made.key).toMatch(/^tdk_[\w-]{43}$/);
    expect(made.expiresAt).toEqual(new Date("2027-02-02T00:00:00+09:00"));
    expect(await world.everything()).not.toContain(made.key);
    expect(await world.everything()).not.toContain(made.key.slice(0, 12));
    const { keys, story } = await read(clientId);
    expect(keys).toMatchObject([{ prefix: made.key.slice(0, 10), state: "active", replaced: false }]);
    expect(story[0]).toMatchObject({
      ...{ action: "client.issue_key", actorId: first().actor.id, reason },
      after: { key: made.prefix },
    });
  });

  test.each([
    ["", "required"],
    ["x", "apiClient.day"],
    ["2026-11-23", "apiClient.past"],
    ["2027-12-29", "apiClient.late"],
  ])("asked for until «%s» is refused: %s", async (lastDay, message) => {
    const clientId = await approved();
    expect((await failureOf(issueKey(first(), { clientId, reason, lastDay })))?.fields).toEqual({
      lastDay: message,
    });
  });

  test("may last to the last day that is allowed, and end today", async () => {
    const clientId = await approved();
    for (const lastDay of ["2026-11-24", "令和9年12月28日"]) await issue(clientId, lastDay);
    expect((await read(clientId)).keys.map(({ state }) => state)).toEqual(["active", "expiring"]);
  });

  test("is replaced by one that works beside it until the overlap is over, never longer than it had", async () => {
    const clientId = await approved();
    const old = await issue(clientId, day(2));
    const made = await rotateKey(first(), {
      ...{ keyId: old.keyId, reason, lastDay: day(300), overlap: "24" },
    });
    const [fresh, ended] = (await read(clientId)).keys;
    expect([fresh, ended]).toMatchObject([
      { id: made.keyId, state: "active" },
      { id: old.keyId, state: "overlapping", replaced: true },
    ]);
    expect(ended?.expiresAt).toEqual(new Date(world.now.getTime() + 24 * 3_600_000));
    const again = rotateKey(second(), { keyId: old.keyId, reason, lastDay: day(300), overlap: "1" });
    expect(await failureOf(again)).toMatchObject({ code: "conflict", about: "keyReplaced" });
    const short = await issue(clientId, day(2));
    await rotateKey(first(), { keyId: short.keyId, reason, lastDay: day(300), overlap: "720" });
    const kept = (await read(clientId)).keys.find(({ id }) => id === short.keyId);
    expect(kept?.expiresAt).toEqual(short.expiresAt);
  });

  test("of which the successor was revoked may be replaced once more", async () => {
    const clientId = await approved();
    const old = await issue(clientId);
    const wanted = { keyId: old.keyId, reason, lastDay: day(300), overlap: "24" };
    const made = await rotateKey(first(), wanted);
    await revokeKey(first(), { keyId: made.keyId, reason });
    expect((await read(clientId)).keys[1]).toMatchObject({ state: "expiring", replaced: false });
    await rotateKey(first(), wanted);
  });

  test("revoked, replaced with no overlap or past its end is neither revoked nor replaced again", async () => {
    const clientId = await approved();
    const [revoked, ended, past] = [
      await issue(clientId),
      await issue(clientId),
      await issue(clientId, day(1)),
    ];
    await revokeKey(first(), { keyId: revoked.keyId, reason });
    await rotateKey(first(), { keyId: ended.keyId, reason, lastDay: day(9), overlap: "0" });
    const later = { ...first(), now: past.expiresAt };
    const confirmed = { ...later, actor: { ...later.actor, confirmedUntil: later.now } };
    for (const { keyId } of [revoked, ended, past]) {
      const wanted = { keyId, reason, lastDay: day(9), overlap: "1" };
      expect(await failureOf(revokeKey(confirmed, { keyId, reason }))).toMatchObject({ about: "keyMoved" });
      expect(await failureOf(rotateKey(confirmed, wanted))).toMatchObject({ about: "keyMoved" });
    }
  });

  test("asked for a hundred times at once in the place of one leaves one", async () => {
    const clientId = await approved();
    const old = await issue(clientId);
    const told = await Promise.all(
      Array.from({ length: 100 }, (_, nth) =>
        failureOf(
          rotateKey(nth % 2 ? first() : second(), {
            ...{ keyId: old.keyId, reason, lastDay: day(300), overlap: nth % 3 ? "24" : "0" },
          }),
        ),
      ),
    );
    expect(told.filter((one) => one === undefined)).toHaveLength(1);
    expect(new Set(told.map((one) => one?.code))).toEqual(new Set([undefined, "conflict"]));
    const rows = await world.sql`select count(*)::int as n from api_keys where replaces = ${old.keyId}`;
    expect(rows).toEqual([{ n: 1 }]);
  });
});

test("the list is narrowed by state, scope, name and keys that end soon, and sorted by the next end", async () => {
  await world.sql`truncate client_changes, api_keys, api_clients cascade`;
  const far = await approved(["login:check"]);
  const near = await approved(["status:read"]);
  const replaced = await approved(["status:read"]);
  const { clientId: asked } = await register(["login:check"]);
  await issue(far, day(200));
  await issue(near, day(20));
  const old = await issue(replaced, day(20));
  await rotateKey(first(), { keyId: old.keyId, reason, lastDay: day(300), overlap: "336" });
  const ids = async (filter: object) => (await listOfClients(first(), filter)).rows.map(({ id }) => id);
  expect(await ids({ needs: "soon" })).toEqual([near]);
  expect(await ids({ needs: "waits" })).toEqual([asked]);
  const queues = async (person: 1 | 2) =>
    (await readAccountQueues(world.as("administrator", { person }), {})).map((one) => [one.queue, one.count]);
  expect(await queues(1)).toEqual([["client_key_soon", 1]]);
  expect(await queues(2)).toEqual([
    ["client_change", 1],
    ["client_key_soon", 1],
  ]);
  expect(await ids({ state: "unapproved" })).toEqual([asked]);
  expect(await ids({ scope: "login:check" })).toEqual([far]);
  expect(await ids({ sort: "nextEnd" })).toEqual([near, far, replaced, asked]);
  const { name } = (await read(far)).client;
  expect(await ids({ text: name.toUpperCase() })).toEqual([far]);
  expect((await listOfClients(world.as("auditor"), {})).total).toBe(4);
});
