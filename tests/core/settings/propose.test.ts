import { afterEach, describe, expect, test } from "vitest";
import { approveSettings } from "#core/settings/decide.ts";
import { proposeSettings } from "#core/settings/propose.ts";
import { readBankSettings } from "#core/settings/read.ts";
import {
  type BankSetting,
  type BankSettingName,
  bankSettingNames,
  bankSettings,
} from "#core/settings/rules.ts";
import { withdrawSettings } from "#core/settings/withdraw.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { filledIn, inForce, other, proposed } from "./fixtures.ts";

const world = withWorld();
const propose = async (typed: Record<string, string>) =>
  failureOf(proposeSettings(world.as("manager"), await filledIn(world, typed)));

/** Nothing waits between the tests. */
afterEach(async () => {
  await world.sql`update setting_changes set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
});

describe("a proposal", () => {
  test("changes nothing yet, names only what differs, and is told in the audit", async () => {
    const before = await inForce(world);
    const changeId = await proposed(world, { otpLimit: "３", cardUseLimit: "20", retryDelaySeconds: "0" });
    expect(await inForce(world)).toEqual(before);
    const { proposed: waiting } = await readBankSettings(world.as("auditor"), {});
    expect(waiting).toMatchObject({
      id: changeId,
      state: "proposed",
      before: { otpLimit: 5, cardUseLimit: null },
      after: { otpLimit: 3, cardUseLimit: 20 },
      makerName: "manager-1",
      checkerName: null,
    });
    const [row] = await world.sql`select * from audit order by id desc limit 1`;
    expect(row).toMatchObject({
      action: "setting.propose",
      subject_kind: "setting_change",
      subject_id: changeId,
      subject_label: "2026-11-24 10:00",
      before: { otpLimit: 5, cardUseLimit: null },
      after: { state: "proposed", otpLimit: 3, cardUseLimit: 20 },
      reason: "規程の改定",
    });
  });

  test("of nothing is told so, and leaves nothing", async () => {
    const before = await world.everything();
    expect(await propose({})).toEqual({ code: "invalid", about: "settingsUnchanged", fields: {} });
    expect(await world.everything()).toBe(before);
  });

  test("waits alone: the next one is a conflict until it is over", async () => {
    const changeId = await proposed(world, { otpLimit: "4" });
    expect(await propose({ cardLimit: "2" })).toMatchObject({ code: "conflict", about: "changeUnderWay" });
    await withdrawSettings(world.as("manager"), { changeId });
    expect(await propose({ cardLimit: "2" })).toBeUndefined();
  });

  test("of two made at once one waits, the other reads a conflict, twenty times", async () => {
    for (let round = 0; round < 20; round++) {
      const form = await filledIn(world, { otpLimit: "7" });
      const ends = await Promise.all([
        failureOf(proposeSettings(world.as("manager"), form)),
        failureOf(proposeSettings(other(world), form)),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({ about: "changeUnderWay" });
      await world.sql`update setting_changes set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
    }
  });

  test("from a form opened before the last change came into force would take that back: a conflict", async () => {
    const old = await filledIn(world, { cardLimit: "2" });
    const changeId = await proposed(world, { passwordLimit: "6" });
    await approveSettings(other(world), { changeId });
    expect(await failureOf(proposeSettings(world.as("manager"), old))).toMatchObject({
      code: "conflict",
      about: "settingsMoved",
    });
    expect(await propose({ cardLimit: "2" })).toBeUndefined();
  });
});

describe("a field", () => {
  const numbers = Object.entries<BankSetting>(bankSettings).flatMap(([name, setting]) =>
    "text" in setting ? [] : [[name, setting] as const],
  );
  test.each(numbers)("%s takes its bounds and nothing beyond", async (name, setting) => {
    const { min, max } = setting;
    for (const typed of [min - 1, max + 1, `${min}.5`, "abc", "1e2", "0x5", "٣", "9".repeat(40)]) {
      const told = await propose({ [name]: String(typed) });
      expect(told?.fields, String(typed)).toEqual({ [name]: "setting.bounds" });
    }
    expect((await propose({ [name]: "x".repeat(300) }))?.fields).toEqual({ [name]: "tooLong" });
    const empty = await propose({ [name]: "　", reason: "" });
    const unlimited = "unlimited" in setting;
    expect(empty?.fields).toEqual({
      ...(!unlimited && { [name]: "required" }),
      reason: "settingChange.reason",
    });
    for (const bound of [min, max]) {
      const was = (await readBankSettings(world.as("manager"), {})).inForce[name as BankSettingName];
      if (bound === was) continue;
      const changeId = await proposed(world, { [name]: ` ${bound}\t` });
      expect(await failureOf(approveSettings(other(world), { changeId }))).toBeUndefined();
      const { inForce: now } = await readBankSettings(world.as("manager"), {});
      expect(now[name as BankSettingName]).toBe(bound);
    }
  });

  test.each<[name: BankSettingName, typed: string, kept: string]>([
    ["consignorCode", " ０１２３-４５６７８９ ", "0123456789"],
    ["consignorName", "ハマシン　ワンタイム", "ﾊﾏｼﾝ ﾜﾝﾀｲﾑ"],
    ["bankCode", "1501", "1501"],
    ["consignorAccountType", "current", "current"],
    ["taxPoint", "assessment", "assessment"],
    ["taxRounding", "ceil", "ceil"],
    ["issuerName", "はましん信用金庫　髙﨑支店", "はましん信用金庫　髙﨑支店"],
    ["issuerNumber", "t8700110005901", "T8700110005901"],
    ["issuerNumber", "7000012050002", "T7000012050002"],
  ])("of a text, %s, takes «%s» for «%s»", async (name, typed, kept) => {
    const changeId = await proposed(world, { [name]: typed });
    await approveSettings(other(world), { changeId });
    expect((await readBankSettings(world.as("manager"), {})).inForce[name]).toBe(kept);
  });

  test.each<[name: BankSettingName, typed: string, told: string]>([
    ["consignorCode", "123456789", "setting.digits"],
    ["bankCode", "15O1", "setting.digits"],
    ["consignorName", "髙﨑", "setting.kana"],
    ["bankKana", "ｱ".repeat(16), "tooLong"],
    ["consignorAccountType", "tax", "choose"],
    ["taxPoint", "delivery", "choose"],
    ["taxPoint", "", "choose"],
    ["taxRounding", " ", "choose"],
    ["issuerName", "あ".repeat(61), "tooLong"],
    ["issuerNumber", "T8700110005902", "setting.registration"],
    ["issuerNumber", "T870011000590", "setting.registration"],
  ])("of a text, %s, does not take «%s»", async (name, typed, told) => {
    expect((await propose({ [name]: typed }))?.fields).toEqual({ [name]: told });
  });

  test("of a text left empty is not set", async () => {
    await approveSettings(other(world), { changeId: await proposed(world, { bankKana: "ﾊﾏｼﾝ" }) });
    await approveSettings(other(world), { changeId: await proposed(world, { bankKana: "　" }) });
    expect((await readBankSettings(world.as("manager"), {})).inForce.bankKana).toBeNull();
  });

  test("left empty sets no limit where there may be none", async () => {
    for (const name of ["addressFailureLimit", "cardUseLimit"] as const) {
      const changeId = await proposed(world, { [name]: "" });
      await approveSettings(other(world), { changeId });
      expect((await readBankSettings(world.as("manager"), {})).inForce[name]).toBeNull();
    }
  });

  test("that is missing, a list, or no text is told by its name, never an error", async () => {
    const form = await filledIn(world, {});
    for (const value of [undefined, null, 7, ["3"], {}]) {
      const told = await failureOf(proposeSettings(world.as("manager"), { ...form, otpLimit: value }));
      expect(told?.fields).toEqual({ otpLimit: "required" });
    }
  });

  test("of the reason takes up to 200 characters", async () => {
    expect((await propose({ reason: "　" }))?.fields).toEqual({ reason: "settingChange.reason" });
    expect((await propose({ reason: "あ".repeat(201) }))?.fields).toEqual({ reason: "proposal.long" });
    expect(await propose({ otpLimit: "9", reason: "あ".repeat(200) })).toBeUndefined();
  });

  test("there is one for each login rule, and each is a column of the settings", async () => {
    const columns = Object.keys(await inForce(world));
    const named = bankSettingNames.map((name) =>
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    expect(named.filter((name) => !columns.includes(name))).toEqual([]);
    expect(columns.filter((name) => !named.includes(name)).sort()).toEqual([
      "demo_since",
      "id",
      "staff_idle_minutes",
      "staff_invitation_hours",
      "staff_otp_limit",
      "staff_password_limit",
      "staff_session_hours",
    ]);
  });
});
