import { afterEach, describe, expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { approveSettings, turnDownSettings } from "#core/settings/decide.ts";
import { readBankSettings } from "#core/settings/read.ts";
import { loosens } from "#core/settings/rules.ts";
import { withdrawSettings } from "#core/settings/withdraw.ts";
import { sqlOf } from "#db/prepared.ts";
import { contextOf, makeContract, wrongOtpOf } from "#tests/core/logins/fixtures.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { inForce, other, proposed } from "./fixtures.ts";

const world = withWorld();
const maker = () => world.as("manager");
const checker = () => other(world);
const note = "総当たりに弱くなるため";

/** Nothing waits between the tests, and the limits are the usual ones. */
afterEach(async () => {
  await world.sql`update setting_changes set state = 'withdrawn', decided_at = ${world.now} where state = 'proposed'`;
  await world.sql`update settings set otp_limit = 5, card_use_limit = null`;
});

describe("an approval", () => {
  test("puts all of the change in force and nothing else, and is told in the audit", async () => {
    const before = await inForce(world);
    const changeId = await proposed(world, { otpLimit: "3", cardUseLimit: "20" });
    expect(await approveSettings(checker(), { changeId })).toEqual({ changeId });
    expect(await inForce(world)).toEqual({ ...before, otp_limit: 3, card_use_limit: 20 });
    const { proposed: waiting, history } = await readBankSettings(maker(), {});
    expect(waiting).toBeUndefined();
    expect(history.rows[0]).toMatchObject({
      id: changeId,
      state: "approved",
      before: { otpLimit: 5, cardUseLimit: null },
      after: { otpLimit: 3, cardUseLimit: 20 },
      makerName: "manager-1",
      checkerName: "manager-2",
      decidedAt: world.now,
    });
    const [row] = await world.sql`select * from audit order by id desc limit 1`;
    expect(row).toMatchObject({
      action: "setting.approve",
      actor_name: "manager-2",
      subject_id: changeId,
      before: { state: "proposed", otpLimit: 5, cardUseLimit: null },
      after: { state: "approved", otpLimit: 3, cardUseLimit: 20 },
      reason: null,
    });
  });

  test("bites at the very next login check: a limit of 3 takes three guesses", async () => {
    const contract = await makeContract(world.sql, { token: "active" });
    const guess = (nth: number) =>
      checkOtp(contextOf(world.login), {
        contractorId: contract.contractorId,
        otp: contract.token ? wrongOtpOf(contract.token, nth) : "",
      });
    expect(await guess(0)).toEqual({ outcome: "rejected" });
    await approveSettings(checker(), { changeId: await proposed(world, { otpLimit: "3" }) });
    for (const nth of [1, 2]) await guess(nth);
    expect(await guess(3)).toEqual({ outcome: "locked" });
    const [counted] = await world.sql`
      select otp_fails from login_accounts where contract_id = ${contract.contractId}`;
    expect(counted).toEqual({ otp_fails: 3 });
  });

  test("is not the maker's", async () => {
    const changeId = await proposed(world, { otpLimit: "3" });
    const before = await world.everything();
    for (const decide of [approveSettings, turnDownSettings]) {
      expect(await failureOf(decide(maker(), { changeId, note }))).toEqual({
        code: "forbidden",
        about: "fourEyes",
        fields: {},
      });
    }
    expect(await world.everything()).toBe(before);
  });

  test("comes too late once the rules have moved", async () => {
    const changeId = await proposed(world, { otpLimit: "3" });
    await world.sql`update settings set otp_limit = 4`;
    const before = await world.everything();
    expect(await failureOf(approveSettings(checker(), { changeId }))).toMatchObject({
      code: "conflict",
      about: "settingsMoved",
    });
    expect(await world.everything()).toBe(before);
    await turnDownSettings(checker(), { changeId, note });
    expect(await inForce(world)).toMatchObject({ otp_limit: 4 });
  });

  test("of what does not exist, or of no id, is not found", async () => {
    const changeId = "01900000-0000-7000-8000-00000000000c";
    for (const decide of [approveSettings, turnDownSettings, withdrawSettings]) {
      expect(await failureOf(decide(maker(), { changeId, note }))).toMatchObject({ code: "not_found" });
      const told = await failureOf(decide(maker(), { changeId: "1", note }));
      expect(told?.fields).toEqual({ changeId: "not_found" });
    }
  });
});

describe("what is turned down or withdrawn", () => {
  test("changes nothing, is kept with its note, and lets the next one be proposed", async () => {
    const before = await inForce(world);
    const changeId = await proposed(world, { otpLimit: "50" });
    expect((await failureOf(turnDownSettings(checker(), { changeId, note: " " })))?.fields).toEqual({
      note: "backReason.required",
    });
    await turnDownSettings(checker(), { changeId, note });
    await withdrawSettings(maker(), { changeId: await proposed(world, { otpLimit: "40" }) });
    expect(await inForce(world)).toEqual(before);
    const { history } = await readBankSettings(maker(), {});
    expect(history.rows.slice(0, 2)).toMatchObject([
      { state: "withdrawn", after: { otpLimit: 40 }, checkerName: null, decisionNote: null },
      { state: "turned_down", after: { otpLimit: 50 }, checkerName: "manager-2", decisionNote: note },
    ]);
    const rows = await world.sql`select action, reason from audit order by id desc limit 3`;
    expect(rows).toEqual([
      { action: "setting.withdraw", reason: null },
      { action: "setting.propose", reason: "規程の改定" },
      { action: "setting.turn_down", reason: note },
    ]);
  });

  test("is withdrawn by its maker alone", async () => {
    const changeId = await proposed(world, { otpLimit: "3" });
    expect(await failureOf(withdrawSettings(checker(), { changeId }))).toMatchObject({
      code: "forbidden",
      about: "onlyItsMaker",
    });
    expect(await failureOf(withdrawSettings(maker(), { changeId }))).toBeUndefined();
  });
});

describe("races", () => {
  const third = async () => {
    const [person] = await world.sql`select id from staff where username = 'manager-3'`;
    if (person) return { ...checker(), actor: { ...checker().actor, id: String(person.id) } };
    const id = "01900000-0000-7000-8000-0000000000a3";
    await world.sql`insert into staff (id, username, name, role, password_hash, otp_secret_sealed,
        otp_key_version, created_at, enrolled_at)
      select ${id}, 'manager-3', 'manager-3', role, password_hash, otp_secret_sealed, otp_key_version, created_at,
        enrolled_at from staff where username = 'manager-2'`;
    return { ...checker(), actor: { ...checker().actor, id } };
  };

  test("two approvers: one wins, the other reads a conflict, twenty times", async () => {
    const rival = await third();
    for (let round = 0; round < 20; round++) {
      const changeId = await proposed(world, { otpLimit: String(10 + round) });
      const ends = await Promise.all([
        failureOf(approveSettings(checker(), { changeId })),
        failureOf(approveSettings(rival, { changeId })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({
        code: "conflict",
        about: "settingChange",
      });
      expect(await inForce(world)).toMatchObject({ otp_limit: 10 + round });
      const [told] = await world.sql`
        select count(*)::int as approvals from audit where subject_id = ${changeId} and action = 'setting.approve'`;
      expect(told).toEqual({ approvals: 1 });
    }
  });

  test("approving, turning down and withdrawing at once: one happens", async () => {
    const rival = await third();
    for (let round = 0; round < 10; round++) {
      await world.sql`update settings set otp_limit = 5`;
      const changeId = await proposed(world, { otpLimit: "6" });
      const ends = await Promise.all([
        failureOf(turnDownSettings(rival, { changeId, note })),
        failureOf(withdrawSettings(maker(), { changeId })),
        failureOf(approveSettings(checker(), { changeId })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const [change] = await world.sql`select state from setting_changes where id = ${changeId}`;
      expect(await inForce(world)).toMatchObject({ otp_limit: change?.state === "approved" ? 6 : 5 });
    }
  });
});

test("raw SQL as the app's role puts nothing in force alone", async () => {
  const sql = sqlOf(world.db);
  const changeId = await proposed(world, { otpLimit: "3" });
  const [me, you] = [maker().actor.id, checker().actor.id];
  const before = await inForce(world);
  const approve = (set: string, by: string) =>
    sql.unsafe(`update setting_changes set state = 'approved', decided_at = now(), ${set} where id = $1`, [
      changeId,
      ...(set.includes("$2") ? [by] : []),
    ]);
  expect(await refusal(approve("checker_id = $2", me))).toBe("setting_changes_four_eyes");
  expect(await refusal(approve("checker_id = maker_id", me))).toBe("setting_changes_four_eyes");
  expect(await refusal(approve("checker_id = null", me))).toBe("setting_changes_decided_by");
  expect(await refusal(approve(`checker_id = $2, maker_id = '${you}'`, me))).toBe("setting_changes_fixed");
  expect(await refusal(sql`update settings set otp_limit = 3`)).toBe("42501");
  expect(await inForce(world)).toEqual(before);
  expect(await refusal(approve("checker_id = $2", you))).toBeUndefined();
  expect(await inForce(world)).toEqual({ ...before, otp_limit: 3 });
});

test.each([
  ["otpLimit", 5, 6, true],
  ["otpLimit", 5, 4, false],
  ["cardUseLimit", 20, null, true],
  ["cardUseLimit", null, 20, false],
  ["retryDelaySeconds", 5, 0, true],
  ["addressWindowMinutes", 10, 60, false],
  ["reorderMonths", 3, 4, false],
  ["reorderMonths", 3, 2, false],
] as const)("%s from %s to %s is told to the approver as looser: %s", (name, before, after, looser) => {
  expect(loosens({ name, before, after })).toBe(looser);
});
