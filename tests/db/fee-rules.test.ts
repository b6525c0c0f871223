import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { sqlOf } from "#db/prepared.ts";
import { refusal, refusalWithin, rolledBack } from "#tests/db/refusal.ts";
import { speakersOf } from "#tests/db/speakers.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const me = () => world.as("manager").actor.id;
const you = () => world.as("manager", { person: 2 }).actor.id;
const day = "2090-04-01";

describe.each(speakersOf(world))("a change of fees, for %s", (_, speak) => {
  const propose = async (values: Record<string, string> = {}) => {
    const id = v7();
    const row = {
      subject: "'fee'",
      kind: "'reissue'",
      reissue_reason: "null",
      amount: "1200",
      amount_before: "1000",
      valid_from: `'${day}'`,
      proposed_at: "now()",
      ...values,
    };
    await speak().unsafe(
      `insert into fee_rule_changes (id, maker_id, reason, ${Object.keys(row)}) values ($1, $2, 'x', ${Object.values(row)})`,
      [id, me()],
    );
    return id;
  };
  const approve = (id: string, set = `checker_id = '${you()}', decided_at = now()`) =>
    speak().unsafe(`update fee_rule_changes set state = 'approved', ${set} where id = $1`, [id]);
  const planned = () => world.sql`select net_yen from fee_rules where valid_from = ${day}`;

  test("is approved by another person alone, as it was proposed", async () => {
    const id = await propose();
    const own = `checker_id = '${me()}', decided_at = now()`;
    expect(await refusal(approve(id, own))).toBe("fee_rule_changes_four_eyes");
    expect(await refusal(approve(id, `${own}, maker_id = '${you()}'`))).toBe("fee_rule_changes_fixed");
    expect(await refusal(approve(id, "decided_at = now()"))).toBe("fee_rule_changes_decided_by");
    const clerk = `checker_id = '${world.as("clerk").actor.id}', decided_at = now()`;
    expect(await refusal(approve(id, clerk))).toBe("fee_rule_changes_checker_in_charge");
    for (const set of ["amount = 1", "valid_from = '2091-04-01'", "kind = 'new'", "amount_before = 1"]) {
      expect(await refusal(speak().unsafe(`update fee_rule_changes set ${set} where id = '${id}'`))).toBe(
        "fee_rule_changes_fixed",
      );
    }
    expect(await planned()).toEqual([]);
    expect(await refusal(approve(id))).toBeUndefined();
    expect(await planned()).toEqual([{ net_yen: 1200 }]);
    await world.sql`delete from fee_rules where valid_from = ${day}`;
  });

  test.each([
    ["today, by its own clock", { valid_from: "(now() at time zone 'Asia/Tokyo')::date" }],
    ["a day gone by", { valid_from: "'2020-01-01'" }],
    [
      "a day gone by that it calls tomorrow",
      { valid_from: "'2020-01-02'", proposed_at: "'2020-01-01T12:00:00+09:00'" },
    ],
    ["the day on which it says to be proposed", { proposed_at: `'${day}T00:00:00+09:00'` }],
  ])("of %s is not proposed", async (_, values) => {
    expect(await refusal(propose(values))).toBe("fee_rule_changes_still_to_come");
  });

  test("is not approved once its day has begun, and then still turned down or withdrawn", async () => {
    const [late, stale] = [await propose(), await propose()];
    const at = `'${day}T00:00:00+09:00'`;
    expect(await refusal(approve(late, `checker_id = '${you()}', decided_at = ${at}`))).toBe(
      "fee_rule_changes_still_to_come",
    );
    const end = (id: string, set: string) =>
      speak().unsafe(`update fee_rule_changes set ${set}, decided_at = ${at} where id = '${id}'`);
    expect(
      await refusal(end(late, `state = 'turned_down', decision_note = 'x', checker_id = '${you()}'`)),
    ).toBeUndefined();
    expect(await refusal(end(stale, "state = 'withdrawn'"))).toBeUndefined();
    expect(await planned()).toEqual([]);
  });

  test("is not approved where it hides what holds now", async () => {
    const id = await propose({ amount_before: "900" });
    expect(await refusal(approve(id))).toBe("fee_rule_changes_not_stale");
    await speak()`update fee_rule_changes set state = 'withdrawn', decided_at = now() where id = ${id}`;
  });
});

describe("what holds or held", () => {
  test.each([
    "update fee_rules set net_yen = 0",
    "delete from fee_rules",
    "update tax_rates set percent = 0 where valid_from = '2019-10-01'",
    "delete from tax_rates where valid_from = '1989-04-01'",
  ])("is edited by nobody, not by the owner: %s", async (statement) => {
    expect(await refusal(world.sql.unsafe(statement))).toMatch(/^(fee_rules|tax_rates)_past_fixed$/);
  });

  test("is not truncated, and what is planned is not moved into the past", async () => {
    expect(await refusal(world.sql`truncate tax_rates`)).toBe("tax_rates_append_only");
    await rolledBack(world.sql, async (sql) => {
      await sql`insert into tax_rates values (${day}, 12)`;
      const moved = () => sql`update tax_rates set valid_from = '2020-01-01' where valid_from = ${day}`;
      expect(await refusalWithin(sql, moved)).toBe("tax_rates_past_fixed");
    });
  });

  test("the app's role writes neither table, and borrows the owner's hand for neither", async () => {
    for (const statement of [
      `insert into tax_rates values ('${day}', 0)`,
      `insert into fee_rules (id, kind, net_yen, valid_from) values (gen_random_uuid(), 'new', 0, '${day}')`,
      "alter table fee_rules disable trigger user",
    ]) {
      expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
    }
    await rolledBack(world.sql, async (sql) => {
      await sql`set local role console`;
      await sql`create temp table mine (subject text)`;
      const borrowed = () =>
        sql`create trigger mine after insert on mine for each row execute function fee_rule_changes_apply()`;
      expect(await refusalWithin(sql, borrowed)).toBe("42501");
    });
  });
});
