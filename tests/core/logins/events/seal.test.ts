import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { expect, test } from "vitest";
import { verifyLoginEvents } from "#core/logins/verify-events.ts";
import { addEvents, seal, verify } from "#tests/core/logins/events/made.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

const blocks = () =>
  world.sql`select number, first_id::int as first, last_id::int as last, events from login_event_blocks order by 1`;

test("where nothing happened, no block is made", async () => {
  expect(await seal(world)).toBe(0);
  expect(await blocks()).toEqual([]);
  expect(await verify(world)).toEqual({
    blocks: 0,
    events: 0,
    newest: undefined,
    fault: null,
    waiting: { events: 0, oldest: null },
  });
});

test("a block begins where the one before ends, though ids were given to nobody between", async () => {
  await addEvents(world.sql, 3);
  expect(await seal(world)).toBe(1);
  expect(await seal(world)).toBe(0);
  await world.sql`select nextval('login_events_id_seq') from generate_series(1, 5)`;
  await addEvents(world.sql, 2);
  expect(await seal(world)).toBe(1);
  expect(await blocks()).toEqual([
    { number: 1, first: 1, last: 3, events: 3 },
    { number: 2, first: 4, last: 10, events: 2 },
  ]);
});

test("what waits is told: how many, and since when", async () => {
  await addEvents(world.sql, 4);
  expect(await verify(world)).toMatchObject({
    blocks: 2,
    events: 5,
    newest: { number: 2, sealedAt: world.now },
    fault: null,
    waiting: { events: 4, oldest: new Date("2026-11-24T00:01:00Z") },
  });
  await seal(world);
  expect(await verify(world)).toMatchObject({ events: 9, waiting: { events: 0 } });
});

test("an event still being written is neither lost nor sealed without", async () => {
  const slow = await world.sql.reserve();
  await slow`begin`;
  await slow`insert into login_events (at, factor, outcome, client_key, address)
    values (now(), 'password', 'rejected', 'page', 'slow')`;
  await addEvents(world.sql, 2);
  const before = await blocks();
  expect(await seal(world)).toBe(0);
  expect(await blocks()).toEqual(before);
  // Nor does it stop anybody from writing meanwhile.
  await Promise.all([seal(world), addEvents(world.sql, 1)]);
  await slow`commit`;
  slow.release();
  expect(await seal(world)).toBe(1);
  const [newest] = (await blocks()).slice(-1);
  expect(newest).toMatchObject({ events: 4 });
  expect(await verify(world)).toMatchObject({ fault: null, waiting: { events: 0 } });
});

test("a writer that ends within the moment is waited for", async () => {
  const slow = await world.sql.reserve();
  await slow`begin`;
  await slow`insert into login_events (at, factor, outcome, client_key, address)
    values (now(), 'password', 'rejected', 'page', 'not so slow')`;
  await addEvents(world.sql, 1);
  const sealed = seal(world);
  await slow`select pg_sleep(0.1)`;
  await slow`commit`;
  slow.release();
  expect(await sealed).toBe(1);
  expect(await verify(world)).toMatchObject({ fault: null, waiting: { events: 0 } });
});

test("an event that was taken back leaves no hole that matters", async () => {
  await world.sql
    .begin(async (sql) => {
      await sql`insert into login_events (at, factor, outcome, client_key, address)
        values (now(), 'password', 'rejected', 'page', 'never was')`;
      throw new Error("undo");
    })
    .catch(() => {});
  await addEvents(world.sql, 1);
  expect(await seal(world)).toBe(1);
  expect(await verify(world)).toMatchObject({ fault: null, waiting: { events: 0 } });
});

test("many events make several blocks", async () => {
  await addEvents(world.sql, 20_001);
  expect(await seal(world)).toBe(3);
  expect((await blocks()).slice(-3).map((block) => block.events)).toEqual([10_000, 10_000, 1]);
  expect(await verify(world)).toMatchObject({ fault: null, waiting: { events: 0 } });
});

test("twenty that seal at once, while others write, make one chain", async () => {
  const [before] = await world.sql`select count(*)::int as events from login_events`;
  const write = async () => {
    for (let nth = 0; nth < 20; nth++) await addEvents(world.sql, 1 + (nth % 3));
  };
  const sealOften = async () => {
    for (let nth = 0; nth < 5; nth++) await seal(world);
  };
  await Promise.all([...Array.from({ length: 6 }, write), ...Array.from({ length: 20 }, sealOften)]);
  await seal(world);
  const found = await verify(world);
  expect(found).toMatchObject({ fault: null, waiting: { events: 0 } });
  expect(found.events).toBe((before?.events ?? 0) + 6 * 39);
});

test("the time zone of the session changes nothing of what is sealed", async () => {
  const client = postgres(world.url, { connection: { TimeZone: "America/St_Johns" } });
  const db = drizzle(client, { casing: "snake_case" });
  expect(await verifyLoginEvents({ ...world.as("auditor"), db }, {})).toMatchObject({ fault: null });
  await client.end();
});
