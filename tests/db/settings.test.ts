import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { sqlOf } from "#db/prepared.ts";
import { refusal, refusalWithin, rolledBack } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const me = () => world.as("manager").actor.id;
const you = () => world.as("manager", { person: 2 }).actor.id;

/** Both who may speak SQL here: the app's role, and the owner of the tables, whom no grant holds. */
const speakers = [
  ["console", () => sqlOf(world.db)],
  ["the owner", () => world.sql],
] as const;

type Values = Record<string, unknown> | unknown[];

describe.each(speakers)("a change of settings, for %s", (_, speak) => {
  const propose = (before: Values, after: Values, id = v7()) => speak()`
    insert into setting_changes (id, before, after, reason, maker_id, proposed_at)
      values (${id}, ${JSON.stringify(before)}::text::jsonb, ${JSON.stringify(after)}::text::jsonb, 'x', ${me()}, now())`;
  const end = (id: string, set: string) =>
    speak().unsafe(`update setting_changes set ${set}, decided_at = now() where id = $1`, [id]);
  const approved = () => `state = 'approved', checker_id = '${you()}'`;
  const waiting = async (before: Values, after: Values) => {
    const id = v7();
    await propose(before, after, id);
    return id;
  };
  const withdraw = (id: string) => end(id, "state = 'withdrawn'");

  test.each<[string, Values, Values]>([
    ["nothing", {}, {}],
    ["no such column", { otp_limits: 5 }, { otp_limits: 3 }],
    ["a column that is no login rule", { staff_otp_limit: 5 }, { staff_otp_limit: 500 }],
    ["the mark of a demo", { demo_since: null }, { demo_since: null }],
    ["one rule more than it shows the value of", { otp_limit: 5 }, { otp_limit: 3, card_limit: 99 }],
    ["a rule of which it hides the value", {}, { otp_limit: 99 }],
    ["a text", { otp_limit: 5 }, { otp_limit: "99" }],
    ["a number for a text", { bank_code: null }, { bank_code: 1501 }],
    ["a list for a number", { otp_limit: 5 }, { otp_limit: [99] }],
  ])("that names %s is not proposed", async (_, before, after) => {
    expect(await refusal(propose(before, after))).toBe("setting_changes_known_rules");
  });

  test("that is no object is not proposed", async () => {
    expect(await refusal(propose([], []))).toBe("22023");
  });

  test("stands as proposed while it waits, also in the statement that approves it", async () => {
    const id = await waiting({ otp_limit: 5 }, { otp_limit: 4 });
    for (const set of [
      `after = '{"otp_limit": 99}'`,
      `before = '{"otp_limit": 4}'`,
      "reason = 'y'",
      `maker_id = '${you()}'`,
      "proposed_at = proposed_at - interval '1 day'",
    ]) {
      expect(await refusal(speak().unsafe(`update setting_changes set ${set}`))).toBe(
        "setting_changes_fixed",
      );
      expect(await refusal(end(id, `${approved()}, ${set}`))).toBe("setting_changes_fixed");
    }
    await withdraw(id);
  });

  test.each(["approved", "turned_down", "withdrawn"])("that is %s stands as decided", async (state) => {
    const id = await waiting({ card_limit: 3 }, { card_limit: 3 });
    await end(
      id,
      state === "withdrawn" ? "state = 'withdrawn'" : `state = '${state}', checker_id = '${you()}'`,
    );
    for (const set of ["decided_at = now() + interval '1 day'", "decision_note = 'y'", "reason = 'y'"]) {
      const statement = `update setting_changes set ${set} where id = '${id}'`;
      expect(await refusal(speak().unsafe(statement))).toBe("setting_changes_fixed");
    }
    expect(await refusal(end(id, approved()))).toBe("setting_changes_fixed");
  });

  test("is in force once approved, all of it and at once, and only where nothing moved meanwhile", async () => {
    const [before] = await world.sql`select * from settings`;
    const id = await waiting({ otp_limit: 5, card_use_limit: null }, { otp_limit: 4, card_use_limit: 9 });
    await world.sql`update settings set card_use_limit = 8`;
    expect(await refusal(end(id, approved()))).toBe("setting_changes_not_stale");
    await world.sql`update settings set card_use_limit = null`;
    expect(await refusal(end(id, approved()))).toBeUndefined();
    const [after] = await world.sql`select * from settings`;
    expect(after).toEqual({ ...before, otp_limit: 4, card_use_limit: 9 });
    await world.sql`update settings set otp_limit = 5, card_use_limit = null`;
  });

  test("beyond the bounds of the settings is not approved", async () => {
    const id = await waiting({ otp_limit: 5 }, { otp_limit: 0 });
    expect(await refusal(end(id, approved()))).toBe("settings_limits_positive");
    await withdraw(id);
  });
});

describe("the app's role", () => {
  test.each([
    "update settings set otp_limit = 99",
    "update settings set demo_since = now()",
    "insert into settings (id) values (true) on conflict (id) do update set otp_limit = 99",
    "alter table setting_changes disable trigger user",
    "drop trigger setting_changes_apply on setting_changes",
    "create or replace function setting_changes_apply() returns trigger language plpgsql as 'begin return new; end'",
  ])("may not: %s", async (statement) => {
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
  });

  test("does not borrow the owner's hand by a table of its own", async () => {
    await rolledBack(world.sql, async (sql) => {
      await sql`set local role console`;
      await sql`create temp table mine (before jsonb, after jsonb)`;
      const borrowed = await refusalWithin(
        sql,
        () => sql`
          create trigger mine after insert on mine for each row execute function setting_changes_apply()`,
      );
      expect(borrowed).toBe("42501");
    });
  });
});
