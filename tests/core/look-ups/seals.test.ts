import { beforeAll, describe, expect, test } from "vitest";
import { checkAudit } from "#core/audit/check.ts";
import { readContract } from "#core/contracts/read.ts";
import { sealLookUps } from "#core/look-ups/seal.ts";
import { unmaskCustomer } from "#core/look-ups/unmask.ts";
import { verifyLookUps } from "#core/look-ups/verify-seals.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const seal = () => sealLookUps({ db: world.db, now: world.now });
const verify = () => verifyLookUps(world.as("auditor"), {});
const seals = () =>
  world.sql`select id::int as number, after from audit where action = 'look_up.seal' order by id`;

/** Three people look at a customer, and one of them asks to see who it is. */
async function look() {
  const { id: contractId } = await world.contract();
  await readContract(world.as("clerk"), { contractId });
  await readContract(world.as("manager"), { contractId });
  await unmaskCustomer(world.as("auditor"), { contractId, reason: "audit" });
  await readContract(world.as("auditor"), { contractId });
  world.advance({ minutes: 10 });
}

beforeAll(async () => {
  expect(await seal()).toBe(0);
  await look();
  expect(await seal()).toBe(1);
  await look();
  await look();
  expect(await seal()).toBe(1);
});

test("what is there is sealed once, stretch after stretch, by rows of the audit", async () => {
  expect(await seal()).toBe(0);
  const [first, second] = await seals();
  expect(first?.after).toMatchObject({ rows: 4, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(second?.after).toMatchObject({ rows: 8, from: first?.after.until });
  expect(await verify()).toEqual({ rows: 12, fault: null });
  expect(await checkAudit(world.as("auditor"), { anchorsPath: undefined })).toMatchObject({
    fault: null,
    lookUps: { rows: 12, fault: null },
  });
});

test("what is younger than two minutes waits, since somebody may still be writing it", async () => {
  const { id: contractId } = await world.contract();
  await readContract(world.as("clerk"), { contractId });
  world.advance({ minutes: 2 });
  expect(await seal()).toBe(0);
  world.advance({ minutes: 1 });
  expect(await seal()).toBe(1);
});

test("of ten processes at once one seals", async () => {
  await look();
  const sealed = await Promise.all(Array.from({ length: 10 }, seal));
  expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await verify()).toMatchObject({ fault: null });
});

describe("is found, by the seal that covers it:", () => {
  const tampering: [string, string][] = [
    [
      "a look put under another's name",
      "update look_ups set staff_id = (select id from staff where username = 'clerk-001-2') where id = (select id from look_ups where unmasking_id is null order by at limit 1)",
    ],
    [
      "a look moved in time",
      "update look_ups set at = at + interval '1 second' where id = (select id from look_ups order by at limit 1)",
    ],
    ["a look removed", "delete from look_ups where id = (select id from look_ups order by at limit 1)"],
    [
      "a look slipped in",
      `insert into look_ups select gen_random_uuid(), at, slot_at, staff_id, staff_branch_code, branch_code, contract_id,
        'form', purpose, null, outside_hours, request_id, address from look_ups order by at limit 1`,
    ],
    [
      "an unmasking's reason",
      "update unmaskings set note = 'x' where id = (select id from unmaskings order by at limit 1)",
    ],
    [
      "an unmasking removed with its look",
      "delete from look_ups where unmasking_id is not null; delete from unmaskings",
    ],
  ];
  test.each(tampering)("%s", async (_, change) => {
    const [first] = await seals();
    await tampered(change, async () => {
      expect(await verify()).toEqual({ rows: 0, fault: { number: first?.number, why: "altered" } });
    });
    expect(await verify()).toMatchObject({ fault: null });
  });

  test("a second seal of a stretch, which would cover up what was changed", async () => {
    const [, second] = await seals();
    await tampered(`delete from audit where id = ${second?.number}`, async () => {
      expect((await verify()).fault).toMatchObject({ why: "gap" });
    });
  });
});

/** Changes something as the owner with the guards off, looks, and takes it back. */
async function tampered(change: string, look: () => Promise<void>): Promise<void> {
  const before = await world.everything();
  await world.sql.begin(async (sql) => {
    for (const table of ["look_ups", "unmaskings", "audit"])
      await sql.unsafe(`alter table ${table} disable trigger user`);
    await sql.unsafe(`create table kept_look_ups as table look_ups; create table kept_unmaskings as table unmaskings;
      create table kept_audit as table audit`);
    await sql.unsafe(change);
  });
  await look();
  await world.sql.begin(async (sql) => {
    await sql.unsafe(`delete from look_ups; delete from unmaskings; delete from audit;
      insert into unmaskings table kept_unmaskings; insert into look_ups table kept_look_ups;
      insert into audit table kept_audit;
      drop table kept_look_ups, kept_unmaskings, kept_audit`);
    for (const table of ["look_ups", "unmaskings", "audit"])
      await sql.unsafe(`alter table ${table} enable trigger user`);
  });
  expect(await world.everything()).toBe(before);
}
