import { describe, expect, test } from "vitest";
import type { Context } from "#core/actor.ts";
import type { Account } from "#core/staff/context.ts";
import { readOwnAccount } from "#core/staff/own-account.ts";
import { newRecoveryCodes } from "#core/staff/recovery-codes.ts";
import { checkStaffOtp, checkStaffRecoveryCode } from "#core/staff/sign-in.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { employed, withEmployed } from "./employed.ts";
import { visitor } from "./newcomer.ts";

const world = withWorld();
const person = withEmployed(world);
const recover = async (recoveryCode: unknown, sessionId?: string) =>
  checkStaffRecoveryCode(visitor(world), { sessionId: sessionId ?? (await person.half()), recoveryCode });
const makeCodes = (context: Context<Account>) => newRecoveryCodes({ ...context, db: world.in("sign_in") });

describe("a recovery code", () => {
  test("signs in once, in place of the OTP, and tells how many are left", async () => {
    const signedIn = await recover(person.me.codes[0]);
    const context = await person.as(signedIn);
    expect(context.actor).toMatchObject({ id: person.me.id, confirmedUntil: null });
    expect(await readOwnAccount(context, {})).toMatchObject({ recoveryCodesLeft: 9 });
    expect(await failureOf(recover(person.me.codes[0]))).toMatchObject({
      fields: { recoveryCode: "recoveryCode.wrong" },
    });
    await recover(person.me.codes[9]);
    const used = await world.sql`
      select after from audit where subject_id = ${person.me.id} and action = 'staff.use_recovery_code' order by id`;
    expect(used.map(({ after }) => after.left)).toEqual([9, 8]);
  });

  test("may be typed full-width, in small letters, without hyphens, O for 0 and l for 1", async () => {
    const [code = "", other = ""] = person.me.codes;
    await recover(code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l"));
    await recover(other.replaceAll(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)));
  });

  test.each([
    ["", "recoveryCode.required"],
    ["7F3K", "recoveryCode.format"],
    ["UUUU-UUUU-UUUU-UUUU", "recoveryCode.format"],
    [null, "required"],
    [["a"], "required"],
    ["7".repeat(1024 * 1024), "tooLong"],
  ])("no code at all: %j, and no failure", async (typed, message) => {
    expect(await failureOf(recover(typed))).toMatchObject({ fields: { recoveryCode: message } });
    expect(await person.row()).toMatchObject({ otp_fails: 0 });
  });

  test("wrong counts as a wrong OTP does, and locks with it: of 50 at once five are evaluated", async () => {
    const session = await person.half();
    await failureOf(checkStaffOtp(visitor(world), { sessionId: session, otp: "000000" }));
    const ends = await Promise.all(
      Array.from({ length: 50 }, () => failureOf(recover("0000-0000-0000-0000", session))),
    );
    expect(ends.filter((end) => end?.code === "invalid")).toHaveLength(4);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(46);
    expect(await person.row()).toMatchObject({ otp_fails: 5 });
    expect(await failureOf(recover(person.me.codes[0], session))).toMatchObject({ code: "locked" });
    expect(await person.audited("staff.lock")).toBe(1);
  });

  test("50 times at once: one session", async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => person.half()));
    const ends = await Promise.all(
      Array.from({ length: 50 }, (_, at) => failureOf(recover(person.me.codes[3], sessions[at % 10]))),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });

  test("is another person's, or of the first step's: refused", async () => {
    const another = await employed(world);
    expect(await failureOf(recover(another.codes[0]))).toMatchObject({
      fields: { recoveryCode: "recoveryCode.wrong" },
    });
    expect(await failureOf(recover(person.me.codes[0], person.me.sessionId))).toMatchObject({
      code: "forbidden",
    });
  });

  test("new ones take the place of all, and ask for a fresh OTP", async () => {
    const context = await person.as(person.me.sessionId);
    const codes = await makeCodes({
      ...context,
      actor: { ...context.actor, confirmedUntil: world.now },
    });
    expect(await failureOf(recover(person.me.codes[5]))).toMatchObject({ code: "invalid" });
    await recover(codes[5]);
    const stale = { ...context, actor: { ...context.actor, confirmedUntil: null } };
    expect(await failureOf(makeCodes(stale))).toMatchObject({ code: "confirm" });
    expect(await person.audited("staff.new_recovery_codes")).toBe(1);
  });

  test("is kept as a salted Argon2id hash alone, and once used stays so, from raw SQL too", async () => {
    await recover(person.me.codes[0]);
    const everything = await world.everything();
    for (const code of person.me.codes) {
      expect(everything).not.toContain(code);
      expect(everything).not.toContain(code.replaceAll("-", ""));
    }
    const unsay = world.sql`update staff_recovery_codes set used_at = null where staff_id = ${person.me.id}`;
    expect(await refusal(unsay)).toBe("staff_recovery_codes_said_once");
  });
});
