import { beforeAll, beforeEach, expect, test } from "vitest";
import { rowHash } from "#core/audit/chain.ts";
import { verifyAudit } from "#core/audit/verify.ts";
import { listChained } from "#db/audit-chain.ts";
import { addRows } from "#tests/core/audit/made.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const count = 12;

beforeAll(async () => {
  await addRows(world, count);
  await world.sql`create table kept as table audit`;
});

/** Whoever owns the tables can do all this. */
beforeEach(async () => {
  await world.sql.begin(async (sql) => {
    await sql`alter table audit disable trigger user`;
    await sql`delete from audit`;
    await sql`insert into audit select * from kept`;
  });
});

const verify = (given: Record<string, unknown> = {}) => verifyAudit(world.as("auditor"), given);
const wrong = async (given = {}) => (await verify(given)).fault;
const anchorOf = async (number: number) => {
  const [row] = await world.sql`select encode(hash, 'hex') as hash from kept where id = ${number}`;
  return { number, hash: String(row?.hash) };
};

/** Makes the hashes fit again from a row on, as somebody can who knows how. */
async function rewriteFrom(number: number) {
  const rows = await listChained(world.db, { after: number - 2, limit: count });
  let hash = rows[0]?.hash ?? "";
  for (const row of rows.slice(1)) {
    const next = rowHash(hash, row);
    await world.sql`update audit set previous_hash = ${Buffer.from(hash, "hex")}, hash = ${Buffer.from(next, "hex")} where id = ${row.id}`;
    hash = next;
  }
}

test("nothing is wrong with a chain that nobody touched", async () => {
  expect(await verify({ anchors: [await anchorOf(3), await anchorOf(count)] })).toEqual({
    rows: count,
    newest: await anchorOf(count),
    newestAt: world.now,
    fault: null,
    next: null,
  });
});

test.each([
  "at = at + interval '1 microsecond'",
  "actor_kind = 'staff'",
  "actor_id = gen_random_uuid()",
  "actor_name = 'x'",
  "action = 'x'",
  "subject_kind = 'x'",
  "subject_id = 'x'",
  "subject_label = 'x'",
  "contract_id = gen_random_uuid()",
  "branch_code = '001'",
  "before = null",
  "before = 'null'",
  `after = after || '{"nth": null}'`,
  "reason = null",
  "request_id = 'x'",
  "address = 'x'",
  "form_number = 1",
  "maker_id = gen_random_uuid()",
  "checker_id = gen_random_uuid()",
  "hash = previous_hash",
])("a row was altered: %s", async (change) => {
  await world.sql.unsafe(`update audit set ${change} where id = 5`);
  expect(await verify()).toMatchObject({ fault: { number: 5, why: "altered" }, rows: 4 });
});

test("an altered row was given the hash that fits it", async () => {
  await world.sql`update audit set reason = 'x' where id = 5`;
  const [four, five] = await listChained(world.db, { after: 3, limit: 2 });
  if (!four || !five) throw new Error("no rows");
  await world.sql`update audit set hash = ${Buffer.from(rowHash(four.hash, five), "hex")} where id = 5`;
  expect(await wrong()).toEqual({ number: 6, why: "unlinked" });
});

test.each([1, 5])("row %i was removed", async (number) => {
  await world.sql`delete from audit where id = ${number}`;
  expect(await wrong()).toEqual({ number, why: "missing" });
});

test("a row was removed and those after it moved up", async () => {
  await world.sql`delete from audit where id = 5`;
  for (let id = 6; id <= count; id++) await world.sql`update audit set id = id - 1 where id = ${id}`;
  expect(await wrong()).toEqual({ number: 5, why: "unlinked" });
});

test("a row was slipped in", async () => {
  for (let id = count; id >= 5; id--) await world.sql`update audit set id = id + 1 where id = ${id}`;
  await world.sql`insert into audit select * from kept where id = 5`;
  expect(await wrong()).toEqual({ number: 6, why: "unlinked" });
});

test("a row was slipped in before the first", async () => {
  await world.sql`alter table audit drop constraint audit_chained`;
  await world.sql`update audit set id = -1 where id = 12`;
  expect(await wrong()).toEqual({ number: 1, why: "unlinked" });
  await world.sql`delete from audit where id < 0`;
  await world.sql`alter table audit add constraint audit_chained check (id > 0)`;
});

test("two rows changed places", async () => {
  await world.sql`update audit set id = 99 where id = 5`;
  await world.sql`update audit set id = 5 where id = 6`;
  await world.sql`update audit set id = 6 where id = 99`;
  expect(await wrong()).toEqual({ number: 5, why: "unlinked" });
});

test("the end was cut off: who has an anchor sees it, nobody else", async () => {
  await world.sql`delete from audit where id > 8`;
  expect(await wrong()).toBeNull();
  expect(await wrong({ anchors: [await anchorOf(8)] })).toBeNull();
  expect(await wrong({ anchors: [await anchorOf(8), await anchorOf(11)] })).toEqual({
    number: 9,
    why: "cut",
  });
  await world.sql`delete from audit`;
  expect(await wrong({ anchors: [await anchorOf(1)] })).toEqual({ number: 1, why: "cut" });
});

test("the end was cut off and written anew", async () => {
  await world.sql`delete from audit where id > 8`;
  await world.sql`alter table audit enable trigger user`;
  await addRows(world, 6);
  expect(await wrong()).toBeNull();
  expect(await wrong({ anchors: [await anchorOf(10)] })).toEqual({ number: 10, why: "rewritten" });
});

test("all was rewritten from a row on so that it fits", async () => {
  await world.sql`update audit set actor_name = 'x' where id = 5`;
  await rewriteFrom(5);
  expect(await wrong()).toBeNull();
  expect(await wrong({ anchors: [await anchorOf(4)] })).toBeNull();
  expect(await wrong({ anchors: [await anchorOf(4), await anchorOf(7)] })).toEqual({
    number: 7,
    why: "rewritten",
  });
});

test("goes on where an earlier look ended", async () => {
  expect(await verify({ limit: 5 })).toMatchObject({
    rows: 5,
    next: 5,
    newest: await anchorOf(5),
    fault: null,
  });
  expect(await verify({ after: 5, limit: 5 })).toMatchObject({
    rows: 5,
    next: 10,
    newest: await anchorOf(10),
  });
  expect(await verify({ after: 10, limit: 5 })).toMatchObject({ rows: 2, next: null });
  await world.sql`update audit set reason = 'x' where id = 7`;
  expect(await wrong({ after: 5 })).toEqual({ number: 7, why: "altered" });
  expect(await wrong({ after: 5, limit: 1 })).toBeNull();
  expect(await wrong({ after: 99 })).toEqual({ number: 99, why: "missing" });
  expect(await wrong({ after: "nonsense" })).toEqual({ number: 7, why: "altered" });
});

test("verifying is the auditor's alone, and writes nothing", async () => {
  expect(await failureOf(verifyAudit(world.as("manager"), {}))).toMatchObject({ code: "forbidden" });
  const before = await world.everything();
  await verify();
  expect(await world.everything()).toBe(before);
});
