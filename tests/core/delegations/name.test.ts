import { beforeEach, describe, expect, test } from "vitest";
import { endDelegation } from "#core/delegations/end.ts";
import { listOfDelegations } from "#core/delegations/list.ts";
import { nameSubstitute } from "#core/delegations/name.ts";
import { readSubstitutes } from "#core/delegations/read-substitutes.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { away, branchesOf, named } from "./fixtures.ts";

const world = withWorld();
const there = { branch: "002" } as const;

beforeEach(async () => {
  world.setNow("2026-11-24T10:00:00+09:00");
  await world.sql`update staff set disabled_at = null`;
  await world.sql`update delegations set ended_at = ${world.now}, ended_by = absent_id where ended_at is null`;
});

describe("a substitute", () => {
  test("is any other enabled approver, of one's own branch or another", async () => {
    const names = (await readSubstitutes(world.as("approver"), {})).map(({ name }) => name);
    expect(names).toEqual(["approver-001-2", "approver-002-1", "approver-002-2"]);
    await world.sql`update staff set disabled_at = ${world.now} where username = 'approver-002-1'`;
    expect(await readSubstitutes(world.as("approver"), {})).toHaveLength(2);
  });

  test.each([
    ["oneself", () => world.as("approver").actor.id, "delegation.rank"],
    ["a clerk", () => world.as("clerk", there).actor.id, "delegation.rank"],
    ["a manager", () => world.as("manager").actor.id, "delegation.rank"],
    ["nobody", () => "01900000-0000-7000-8000-00000000000c", "delegation.rank"],
    ["no choice", () => "", "choose"],
    ["no id", () => "x", "not_found"],
  ])("is never %s", async (_, who, message) => {
    const told = await failureOf(nameSubstitute(world.as("approver"), away({ substituteId: who() })));
    expect(told).toMatchObject({ code: "invalid", fields: { substituteId: message } });
  });

  test("is never somebody who is disabled", async () => {
    await world.sql`update staff set disabled_at = ${world.now} where username = 'approver-002-1'`;
    expect(await failureOf(named(world))).toMatchObject({ fields: { substituteId: "delegation.rank" } });
  });
});

describe("the days", () => {
  test.each([
    [{ fromOn: "2026-11-23" }, { fromOn: "delegation.past" }],
    [{ fromOn: "2026-11-26" }, { untilOn: "delegation.order" }],
    [{ untilOn: "2027-02-24" }, { untilOn: "delegation.tooLong" }],
    [{ fromOn: "令和99年" }, { fromOn: "delegation.day" }],
    [{ untilOn: "" }, { untilOn: "required" }],
    [{ reason: " " }, { reason: "delegation.reason" }],
    [{ reason: "x".repeat(201) }, { reason: "delegation.long" }],
  ])("are refused with words under their field: %j", async (changes, fields) => {
    expect(await failureOf(named(world, changes))).toMatchObject({ code: "invalid", fields });
  });

  test("may be written as on paper, may be one day, and 92 of them at most", async () => {
    await named(world, { fromOn: "令和8年11月24日", untilOn: "Ｒ８．１１．２４" });
    await named(world, { untilOn: "2027-02-23" });
    const rows = await world.sql`
      select from_on::text as from, until_on::text as until from delegations where ended_at is null order by until_on`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { from: "2026-11-24", until: "2026-11-24" },
      { from: "2026-11-24", until: "2027-02-23" },
    ]);
  });

  test("today begins at midnight in Japan", async () => {
    world.setNow("2026-11-24T00:00:00+09:00");
    await named(world);
    world.setNow("2026-11-25T00:00:00+09:00");
    expect(await failureOf(named(world))).toMatchObject({ fields: { fromOn: "delegation.past" } });
  });
});

describe("ending it", () => {
  test.each([
    ["who is away", {}],
    ["the substitute", there],
  ])("is up to %s, at once, and once", async (_, who) => {
    const delegationId = await named(world);
    expect(await branchesOf(world, there)).toEqual(["001"]);
    await endDelegation(world.as("approver", who), { delegationId });
    expect(await branchesOf(world, there)).toEqual([]);
    expect(await failureOf(endDelegation(world.as("approver"), { delegationId }))).toMatchObject({
      code: "conflict",
    });
  });

  test("is nobody else's, of neither branch", async () => {
    const delegationId = await named(world);
    for (const branch of ["001", "002"]) {
      const told = await failureOf(
        endDelegation(world.as("approver", { branch, person: 2 }), { delegationId }),
      );
      expect(told).toMatchObject({ code: "not_found" });
    }
    expect(await branchesOf(world, there)).toEqual(["001"]);
  });

  test("is over with the last day", async () => {
    const delegationId = await named(world);
    world.setNow("2026-11-26T00:00:00+09:00");
    expect(await failureOf(endDelegation(world.as("approver"), { delegationId }))).toMatchObject({
      code: "conflict",
    });
  });

  test("by both fifty times at once is one ending, and one row of the audit", async () => {
    const delegationId = await named(world);
    const ends = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        failureOf(endDelegation(world.as("approver", at % 2 ? there : {}), { delegationId })),
      ),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const [audited] = await world.sql`
      select count(*)::int as n from audit where subject_id = ${delegationId} and action = 'delegation.end'`;
    expect(audited?.n).toBe(1);
  });
});

test("naming and ending are on record with both names, the days and the reason", async () => {
  const delegationId = await named(world);
  await endDelegation(world.as("approver", there), { delegationId });
  const rows = await world.sql`select * from audit where subject_id = ${delegationId} order by id`;
  const facts = {
    absent: "approver-001-1",
    substitute: "approver-002-1",
    fromOn: "2026-11-24",
    untilOn: "2026-11-25",
  };
  expect(rows[0]).toMatchObject({ action: "delegation.name", after: facts, reason: "夏季休暇" });
  expect(rows[1]).toMatchObject({ action: "delegation.end", after: { ...facts, ended: true } });
  expect(rows[1]?.actor_name).toBe("approver-002-1");
});

describe("the list", () => {
  const listed = async (context = world.as("approver")) =>
    (await listOfDelegations(context, {})).rows.filter((row) => row.state !== "ended");

  test("tells each as it stands today", async () => {
    await named(world);
    await named(world, { fromOn: "2026-12-01", untilOn: "2026-12-02" });
    expect((await listed()).map(({ state, over }) => [state, over])).toEqual([
      ["coming", false],
      ["current", false],
    ]);
    world.setNow("2026-11-26T00:00:00+09:00");
    expect((await listed()).map(({ state, over }) => [state, over])).toEqual([
      ["coming", false],
      ["past", true],
    ]);
  });

  test("tells one that has no effect, since an account is disabled", async () => {
    await named(world);
    expect(await listed()).toMatchObject([{ void: false }]);
    await world.sql`update staff set disabled_at = ${world.now} where username = 'approver-002-1'`;
    expect(await listed()).toMatchObject([{ void: true }]);
  });

  test("is of the branches of either person, and whole for the auditor", async () => {
    await named(world, { to: { branch: "001", person: 2 } });
    expect(await listed(world.as("approver", there))).toEqual([]);
    expect(await listed(world.as("auditor"))).toHaveLength(1);
    await named(world);
    expect(await listed(world.as("approver", { branch: "002", person: 2 }))).toHaveLength(1);
    expect(await listed(world.as("auditor"))).toHaveLength(2);
  });
});
