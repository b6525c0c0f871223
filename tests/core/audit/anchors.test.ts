import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readAnchors } from "#core/audit/anchor-file.ts";
import { checkAudit, isAnchorLate } from "#core/audit/check.ts";
import { keepAnchors, noteAnchors } from "#core/audit/note-anchors.ts";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { verifyLoginEvents } from "#core/logins/verify-events.ts";
import { addRows } from "#tests/core/audit/made.ts";
import { addEvents } from "#tests/core/logins/events/made.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "token-desk-anchors-"));
  path = join(folder, "anchors.log");
});
afterEach(() => rmSync(folder, { recursive: true }));
const note = () => noteAnchors({ db: world.db, path, now: world.now });
const check = () => checkAudit(world.as("auditor"), { anchorsPath: path });

test("no file holds no anchors", async () => {
  expect(await readAnchors(path, "audit")).toEqual({ anchors: [], unread: 0 });
  expect(await check()).toMatchObject({ fault: null, anchors: { held: 0, newest: undefined, unread: 0 } });
});

test("each chain's end is noted once, and the file only grows", async () => {
  expect(await note()).toEqual([]);
  await addRows(world, 3);
  await addEvents(world.sql, 2);
  await sealLoginEvents(world);
  expect((await note()).map(({ chain, number }) => [chain, number])).toEqual([
    ["audit", 3],
    ["login-events", 1],
  ]);
  const first = readFileSync(path, "utf8");
  expect(await note()).toEqual([]);
  await addRows(world, 1);
  expect(await note()).toMatchObject([{ chain: "audit", number: 4 }]);
  expect(readFileSync(path, "utf8").startsWith(first)).toBe(true);
  expect((await readAnchors(path, "audit")).anchors).toHaveLength(2);
  expect((await readAnchors(path, "login-events")).anchors).toHaveLength(1);
  expect(await check()).toMatchObject({ fault: null, anchors: { held: 2, newest: { number: 4 } } });
});

test("many that note at once leave whole lines", async () => {
  await addRows(world, 1);
  await Promise.all(Array.from({ length: 20 }, note));
  const { anchors, unread } = await readAnchors(path, "audit");
  expect(unread).toBe(0);
  expect(anchors.length).toBeGreaterThan(0);
  expect((await check()).fault).toBeNull();
});

test("a line that was tampered with is told, and one of another hash contradicts the chain", async () => {
  await addRows(world, 1);
  await note();
  const [{ number, hash } = { number: 0, hash: "" }] = (await readAnchors(path, "audit")).anchors;
  appendFileSync(path, `2026-11-24T00:00:00.000Z audit one ${hash}\n`);
  expect(await check()).toMatchObject({ fault: null, anchors: { unread: 1 } });
  writeFileSync(path, `2026-11-24T00:00:00.000Z audit ${number} ${"0".repeat(64)}\n`);
  expect(await check()).toMatchObject({ fault: { number, why: "rewritten" } });
});

test("rows that wait too long for an anchor are told", async () => {
  await addRows(world, 1);
  await note();
  const later = new Date(world.now.getTime() + 60 * 60_000);
  expect(isAnchorLate(await check(), later)).toBe(false);
  await addRows(world, 1);
  expect(isAnchorLate(await check(), new Date(world.now.getTime() + 60_000))).toBe(false);
  expect(isAnchorLate(await check(), later)).toBe(true);
});

test("they are kept by and by until told to stop, also after the file could not be written", async () => {
  const stop = new AbortController();
  writeFileSync(join(folder, "file"), "");
  const kept = keepAnchors(
    { db: world.db, path: join(folder, "file", "inside.log"), everyMs: 10 },
    stop.signal,
  );
  const well = keepAnchors({ db: world.db, path, everyMs: 10 }, stop.signal);
  await addRows(world, 1);
  await vi.waitFor(async () =>
    expect((await check()).anchors.newest?.number).toBe((await check()).newest?.number),
  );
  stop.abort();
  await Promise.all([kept, well]);
});

test("login events cut off at the end, or all sealed anew, contradict their anchors", async () => {
  const verify = async () => {
    const { anchors } = await readAnchors(path, "login-events");
    return (await verifyLoginEvents(world.as("auditor"), { anchors })).fault;
  };
  await addEvents(world.sql, 3);
  await sealLoginEvents(world);
  await note();
  expect(await verify()).toBeNull();
  const [newest] = await world.sql`select max(number) as number from login_event_blocks`;
  await world.sql.begin(async (sql) => {
    await sql`alter table login_event_blocks disable trigger user`;
    await sql`alter table login_events disable trigger user`;
    await sql`delete from login_events where id >= (select first_id from login_event_blocks where number = ${newest?.number})`;
    await sql`delete from login_event_blocks where number = ${newest?.number}`;
  });
  expect(await verify()).toEqual({ number: newest?.number, why: "cut" });
  await addEvents(world.sql, 5);
  await sealLoginEvents(world);
  expect(await verify()).toEqual({ number: newest?.number, why: "cut" });
});
