import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { staffPermissions } from "#core/permissions.ts";
import { sqlOf } from "#db/prepared.ts";
import { proposed } from "#tests/core/settings/fixtures.ts";
import { refusal } from "#tests/db/refusal.ts";
import { submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

const speakers = [
  ["console", () => sqlOf(world.db)],
  ["the owner", () => world.sql],
] as const;

const id = (role: "approver" | "clerk" | "manager", branch = "001", person: 1 | 2 = 1) =>
  world.as(role, { branch, person }).actor.id;
const away = () => id("approver");
const other = () => id("approver", "002");

afterEach(async () => {
  await world.sql`update staff set disabled_at = null`;
});

describe.each(speakers)("a delegation, for %s,", (_, speak) => {
  const name = (values: Record<string, unknown> = {}) =>
    speak()`insert into delegations ${speak()({
      id: v7(),
      absent_id: away(),
      substitute_id: other(),
      from_on: "2026-11-24",
      until_on: "2026-11-25",
      reason: "休暇",
      named_at: world.now.toISOString(),
      ...values,
    })} returning id`;

  test("is between two enabled people of the same rank, who are two", async () => {
    expect(await refusal(name())).toBeUndefined();
    expect(await refusal(name({ substitute_id: away() }))).toBe("delegations_to_another");
    for (const values of [
      { substitute_id: id("clerk") },
      { absent_id: id("clerk") },
      { absent_id: id("clerk"), substitute_id: id("clerk", "002") },
      { absent_id: id("manager"), substitute_id: id("manager", "001", 2) },
      { substitute_id: id("manager") },
      { ended_at: world.now.toISOString(), ended_by: away() },
    ]) {
      expect(await refusal(name(values)), JSON.stringify(values)).toBe("delegations_same_rank");
    }
    await world.sql`update staff set disabled_at = ${world.now} where id = ${other()}`;
    expect(await refusal(name())).toBe("delegations_same_rank");
  });

  test("is of days to come, in order, 92 at most", async () => {
    for (const values of [
      { from_on: "2026-11-23" },
      { from_on: "2026-11-26" },
      { until_on: "2027-02-24" },
      { named_at: "2026-11-24T15:00:00Z" },
    ]) {
      expect(await refusal(name(values)), JSON.stringify(values)).toBe("delegations_days");
    }
    expect(await refusal(name({ named_at: "2026-11-24T14:59:59.999Z" }))).toBeUndefined();
  });

  test("stands as it was named, is ended once, by one of the two, and never deleted", async () => {
    const [row] = await name();
    const update = (set: string) =>
      speak().unsafe(`update delegations set ${set} where id = $1`, [String(row?.id)]);
    for (const set of [
      "until_on = until_on + 1",
      "from_on = from_on + 1",
      "reason = 'x'",
      `absent_id = '${id("approver", "001", 2)}'`,
      `substitute_id = '${id("approver", "002", 2)}'`,
      "named_at = now()",
      `ended_at = now(), ended_by = '${away()}', until_on = until_on + 1`,
    ]) {
      expect(await refusal(update(set)), set).toBe("delegations_fixed");
    }
    const third = id("approver", "001", 2);
    expect(await refusal(update(`ended_at = now(), ended_by = '${third}'`))).toBe(
      "delegations_ended_by_either",
    );
    expect(await refusal(update("ended_at = now()"))).toBe("delegations_ended_by_either");
    expect(await refusal(update(`ended_at = now(), ended_by = '${other()}'`))).toBeUndefined();
    expect(await refusal(update("ended_at = null, ended_by = null"))).toBe("delegations_fixed");
    expect(await refusal(update(`ended_at = now(), ended_by = '${away()}'`))).toBe("delegations_fixed");
  });
});

test("no role of the app deletes a delegation, and only the desks see one", async () => {
  expect(await refusal(sqlOf(world.db)`delete from delegations`)).toBe("42501");
  expect(await refusal(sqlOf(world.login)`select from delegations`)).toBe("42501");
});

describe.each(speakers)("who decides a form, for %s,", (_, speak) => {
  let formId = "";
  const decide = (checkerId: string, at = world.now.toISOString()) => speak()`
    update forms set state = 'returned', back_reason = 'x', checker_id = ${checkerId}, decided_at = ${at}
      where id = ${formId}`;

  beforeEach(async () => {
    await world.sql`update delegations set ended_at = ${world.now}, ended_by = absent_id where ended_at is null`;
    formId = (await submitted(world, await world.registered(), "unlock")).formId;
  });

  test("is an enabled approver of its branch and nobody else", async () => {
    for (const checker of [other(), id("clerk", "001", 2), id("manager"), id("approver", "002", 2)]) {
      expect(await refusal(decide(checker))).toBe("forms_checker_in_charge");
    }
    await world.sql`update staff set disabled_at = ${world.now} where id = ${away()}`;
    expect(await refusal(decide(away()))).toBe("forms_checker_in_charge");
    expect(await refusal(decide(id("approver", "001", 2)))).toBeUndefined();
  });

  test("or their substitute, on the days in Japan alone", async () => {
    await world.sql`
      insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at)
      values (${v7()}, ${away()}, ${other()}, '2026-11-25', '2026-11-26', '休暇', ${world.now})`;
    for (const at of ["2026-11-24T23:59:59+09:00", "2026-11-27T00:00:00+09:00"]) {
      expect(await refusal(decide(other(), at)), at).toBe("forms_checker_in_charge");
    }
    expect(await refusal(decide(id("approver", "002", 2), "2026-11-25T10:00:00+09:00"))).toBe(
      "forms_checker_in_charge",
    );
    expect(await refusal(decide(other(), "2026-11-25T00:00:00+09:00"))).toBeUndefined();
  });

  test("never their substitute's substitute", async () => {
    const second = id("approver", "002", 2);
    await world.sql`
      insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at)
      values (${v7()}, ${away()}, ${other()}, '2026-11-24', '2026-11-24', '休暇', ${world.now}),
        (${v7()}, ${other()}, ${second}, '2026-11-24', '2026-11-24', '休暇', ${world.now})`;
    expect(await refusal(decide(second))).toBe("forms_checker_in_charge");
    expect(await refusal(decide(other()))).toBeUndefined();
  });

  test("never the maker by way of a delegation, nor whoever acts in the maker's place alone", async () => {
    const maker = other();
    await world.sql.begin(async (sql) => {
      await sql`alter table forms disable trigger user`;
      await sql`update forms set maker_id = ${maker} where id = ${formId}`;
      await sql`alter table forms enable trigger user`;
    });
    await world.sql`
      insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at)
      values (${v7()}, ${away()}, ${maker}, '2026-11-24', '2026-11-24', '休暇', ${world.now})`;
    expect(await refusal(decide(maker))).toBe("forms_four_eyes");
    const second = id("approver", "002", 2);
    await world.sql`update staff set branch_code = '001' where id = ${maker}`;
    await world.sql`
      insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at)
      values (${v7()}, ${maker}, ${second}, '2026-11-24', '2026-11-24', '休暇', ${world.now})`;
    expect(await refusal(decide(second))).toBe("forms_checker_in_charge");
    await world.sql`update staff set branch_code = '002' where id = ${maker}`;
  });
});

test("a change of the settings is decided by an enabled manager, by SQL too", async () => {
  const changeId = await proposed(world, { otpLimit: "4" });
  const decide = (checkerId: string) => sqlOf(world.db)`
    update setting_changes set state = 'approved', checker_id = ${checkerId}, decided_at = now() where id = ${changeId}`;
  expect(await refusal(decide(away()))).toBe("setting_changes_checker_in_charge");
  const manager = id("manager", "001", 2);
  await world.sql`update staff set disabled_at = ${world.now} where id = ${manager}`;
  expect(await refusal(decide(manager))).toBe("setting_changes_checker_in_charge");
  await world.sql`update staff set disabled_at = null`;
  expect(await refusal(decide(manager))).toBeUndefined();
});

test("those whom the guards let decide are those who have the permission", () => {
  expect(staffPermissions["form.decide"]).toEqual(["approver"]);
  expect(staffPermissions["token.decide"]).toEqual(["approver", "manager"]);
  expect(staffPermissions["setting.decide"]).toEqual(["manager"]);
  expect(staffPermissions["delegation.name"]).toEqual(["approver"]);
});
