import { beforeEach, describe, expect, test } from "vitest";
import { askDisposal } from "#core/tokens/ask.ts";
import { moveMany, previewMoves } from "#core/tokens/bulk.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { readTokenRequest } from "#core/tokens/read-request.ts";
import { bulkMoves, tokenStates } from "#core/tokens/rules.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { placed, places, reason } from "./fixtures.ts";

const world = withWorld();
const operations = () => world.as("operations");
let batch: string;
let made = 0;

/** Every test has a batch of its own, of two tokens in each place. */
beforeEach(async () => {
  batch = `LOT-${++made}`;
  for (const place of [...places, ...places]) {
    const { token } = await placed(world, place);
    await world.sql`update tokens set batch = ${batch}, expires_on = ${place === "in_stock" ? "2027-01-31" : "2031-03-31"}
      where id = ${token.id}`;
  }
});

const statesOf = async () => {
  const rows = await world.sql`select serial, state from tokens where batch = ${batch} order by serial`;
  return rows.map(({ serial, state }) => `${serial} ${state}`);
};
const counted = async () => {
  const rows =
    await world.sql`select state, count(*)::int as n from tokens where batch = ${batch} group by 1`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

describe.each(bulkMoves)("%s of many", (move) => {
  test("does just what its preview showed, in one go, with a row of the audit for each or for the request", async () => {
    const filter = { move, batch };
    const before = await statesOf();
    const preview = await previewMoves(operations(), filter);
    expect(await statesOf()).toEqual(before);
    const refused = preview.refused.reduce((sum, { count }) => sum + count, 0);
    expect(preview.movable.count + refused).toBe(2 * places.length);
    const context = operations();
    const { count, requestId } = await moveMany(context, { ...filter, reason, seen: preview.seen });
    expect(count).toBe(preview.movable.count);
    const rows = await world.sql`select subject_kind, subject_label, action from audit
      where request_id = ${context.request.id} order by id`;
    if (requestId) {
      expect(await statesOf()).toEqual(before);
      expect(rows).toMatchObject([{ subject_kind: "token_request", action: "token.move_many" }]);
      const approved = await approveTokenRequest(world.as("manager"), { requestId });
      expect(approved).toEqual({ requestId, moved: count, leftOut: 0 });
    } else {
      expect(rows).toHaveLength(count);
      expect(rows.every((row) => row.subject_kind === "token")).toBe(true);
    }
    const after = await statesOf();
    expect(after.filter((line, at) => line !== before[at])).toHaveLength(count);
  });
});

test("what may move and what not, and why, is told by numbers and by serials", async () => {
  const told = async (move: string) => {
    const { movable, refused } = await previewMoves(operations(), { move, batch });
    return { movable: movable.count, ...Object.fromEntries(refused.map(({ why, count }) => [why, count])) };
  };
  expect(await told("suspend")).toEqual({ movable: 2, state: 16 });
  expect(await told("reopen")).toEqual({ movable: 2, state: 16 });
  // On orders are those allocated, in the post, back from it, and delivered; registered those in use and stopped.
  expect(await told("revoke")).toEqual({ movable: 2, onOrder: 8, bound: 4, state: 4 });
  expect(await told("dispose")).toEqual({ movable: 4, state: 14 });
  const [one] = await world.sql`select id, serial from tokens where batch = ${batch} and state = 'revoked'`;
  await askDisposal(operations(), { tokenId: one?.id, reason });
  const { refused } = await previewMoves(operations(), { move: "dispose", batch });
  expect(refused.find(({ why }) => why === "asked")?.sample).toMatchObject([{ serial: one?.serial }]);
});

test("the filter narrows by state, model, batch and battery, each alone and together", async () => {
  const found = async (filter: Record<string, string>) => {
    const { movable, refused } = await previewMoves(operations(), { move: "dispose", ...filter });
    return movable.count + refused.reduce((sum, { count }) => sum + count, 0);
  };
  expect(await found({ batch, state: "", model: "", expiresBefore: "" })).toBe(18);
  expect(await found({ batch, state: "revoked" })).toBe(2);
  expect(await found({ batch, model: "C200" })).toBe(18);
  expect(await found({ batch, model: "X9" })).toBe(0);
  expect(await found({ batch, expiresBefore: "2027-02-01" })).toBe(2);
  expect(await found({ batch, expiresBefore: "2027-01-31" })).toBe(0);
  expect(await found({ batch, expiresBefore: "2027-02-01", state: "revoked" })).toBe(0);
  expect(await found({ batch: "LOT-NONE" })).toBe(0);
});

test("a list that has changed since it was shown moves nothing", async () => {
  const filter = { move: "revoke", batch };
  const { seen } = await previewMoves(operations(), filter);
  const { token } = await placed(world, "in_stock");
  await world.sql`update tokens set batch = ${batch} where id = ${token.id}`;
  const before = await world.everything();
  for (const stale of [seen, "", "x"]) {
    expect(await failureOf(moveMany(operations(), { ...filter, reason, seen: stale }))).toMatchObject({
      code: "conflict",
      about: "tokensListed",
    });
  }
  expect(await world.everything()).toBe(before);
});

test("nothing to move, no reason, no move and no date are told so", async () => {
  const none = { move: "suspend", batch: "LOT-NONE" };
  const { seen } = await previewMoves(operations(), none);
  expect(await failureOf(moveMany(operations(), { ...none, reason, seen }))).toMatchObject({
    code: "invalid",
    about: "noTokenMoves",
  });
  const told = await failureOf(
    moveMany(operations(), { move: "eat", expiresBefore: "2027-02-30", reason: " " }),
  );
  expect(told?.fields).toEqual({
    move: "choose",
    expiresBefore: "expiresBefore.format",
    reason: "backReason.required",
    seen: "required",
  });
});

test("two who confirm the same list at once: one moves it, the other nothing", async () => {
  const filter = { move: "suspend", batch };
  const { seen } = await previewMoves(operations(), filter);
  const ends = await Promise.all(
    ([1, 2] as const).map((person) =>
      failureOf(moveMany(world.as("operations", { person }), { ...filter, reason, seen })),
    ),
  );
  expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  expect(ends.find((end) => end !== undefined)).toMatchObject({ code: "conflict" });
  expect(await counted()).toMatchObject({ suspended: 4 });
});

test("of a request of many, what has moved on meanwhile is left out and told", async () => {
  const filter = { move: "dispose", batch, state: "in_stock" };
  const { seen } = await previewMoves(operations(), filter);
  const { requestId } = await moveMany(operations(), { ...filter, reason, seen });
  await world.sql`update tokens set state = 'allocated'
    where id = (select id from tokens where batch = ${batch} and state = 'in_stock' limit 1)`;
  expect(await approveTokenRequest(world.as("manager"), { requestId })).toEqual({
    requestId,
    moved: 1,
    leftOut: 1,
  });
  const { request } = await readTokenRequest(world.as("manager"), { requestId });
  expect(request).toMatchObject({ tokenCount: 2, leftOut: 1 });
});

test("5,000 move at once, and one more is too many", async () => {
  const make = async (count: number, lot: string) => world.sql`
    insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, manufacturer,
        model, batch, expires_on, imported_at)
      select gen_random_uuid(), ${lot} || '-' || n, 'totp', 'sha1', 6, 30, ''::bytea, 1, 'Maker', 'C200', ${lot},
        '2031-03-31', now() from generate_series(1, ${count}::int) n`;
  await make(5000, "MANY");
  const filter = { move: "dispose", batch: "MANY" };
  const { seen, movable, tooMany } = await previewMoves(operations(), filter);
  expect({ count: movable.count, tooMany }).toEqual({ count: 5000, tooMany: false });
  const { requestId } = await moveMany(operations(), { ...filter, reason, seen });
  const context = world.as("manager");
  expect(await approveTokenRequest(context, { requestId })).toMatchObject({ moved: 5000, leftOut: 0 });
  const [rows] =
    await world.sql`select count(*)::int as n from audit where request_id = ${context.request.id}`;
  expect(rows).toEqual({ n: 5001 });
  await make(5001, "MORE");
  expect(await previewMoves(operations(), { move: "revoke", batch: "MORE" })).toMatchObject({
    tooMany: true,
  });
  expect(
    await failureOf(moveMany(operations(), { move: "revoke", batch: "MORE", reason, seen: "x" })),
  ).toMatchObject({ code: "invalid", about: "tooManyTokens" });
}, 60_000);

test("of every state there is a token in the batch, or the previews would say nothing", async () => {
  expect(Object.keys(await counted()).sort()).toEqual([...tokenStates].sort());
});
