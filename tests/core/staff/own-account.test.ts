import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#core/actor.ts";
import {
  beginAuthenticator,
  changeAuthenticator,
  readNewAuthenticator,
} from "#core/staff/change-authenticator.ts";
import { changePassword } from "#core/staff/change-password.ts";
import type { Account } from "#core/staff/context.ts";
import { readOwnAccount } from "#core/staff/own-account.ts";
import { endOtherSessions, endOwnSession, listOwnSessions } from "#core/staff/own-sessions.ts";
import { newRecoveryCodes } from "#core/staff/recovery-codes.ts";
import { openSession, readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword, checkStaffRecoveryCode } from "#core/staff/sign-in.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { atDesk, codeOf, goodPassword, joined, newcomer, visitor } from "./newcomer.ts";

const world = withWorld();
const otherPassword = "an entirely other secret 9";

/** Somebody who joined a while ago, their session still open; each test has a day of its own. */
let me: Awaited<ReturnType<typeof employed>>;
beforeEach(async () => {
  world.advance({ days: 1 });
  me = await employed();
});

async function employed() {
  const made = await newcomer(world);
  const { sessionId, codes, base32 } = await joined(world, made.token);
  world.advance({ minutes: 5 });
  return { ...made, sessionId, codes, base32 };
}
const half = (password = goodPassword) =>
  checkStaffPassword(visitor(world), { username: me.username, password });
const signIn = async (password = goodPassword) => {
  world.advance({ minutes: 2 });
  return checkStaffOtp(visitor(world), { sessionId: await half(password), otp: codeOf(world, me.base32) });
};
const recover = async (recoveryCode: unknown, sessionId?: string) =>
  checkStaffRecoveryCode(visitor(world), { sessionId: sessionId ?? (await half()), recoveryCode });
const change = (
  given: Partial<Record<"sessionId" | "password" | "newPassword" | "passwordAgain", unknown>> = {},
) =>
  changePassword(visitor(world), {
    password: goodPassword,
    newPassword: otherPassword,
    passwordAgain: given.newPassword ?? otherPassword,
    ...given,
    sessionId: String(given.sessionId ?? me.sessionId),
  });
const as = async (sessionId: string): Promise<Context<Account>> => {
  const actor = await readSession(atDesk(world), sessionId);
  if (!actor) throw new Error("the session is over");
  return { ...atDesk(world), actor };
};
const makeCodes = (context: Context<Account>) => newRecoveryCodes({ ...context, db: world.in("sign_in") });
const row = async () => (await world.sql`select * from staff where id = ${me.id}`)[0];
const audited = async (action: string) =>
  (await world.sql`select 1 from audit where subject_id = ${me.id} and action = ${action}`).length;

describe("a recovery code", () => {
  test("signs in once, in place of the OTP, and tells how many are left", async () => {
    const signedIn = await recover(me.codes[0]);
    const context = await as(signedIn);
    expect(context.actor).toMatchObject({ id: me.id, confirmedUntil: null });
    expect(await readOwnAccount(context, {})).toMatchObject({ recoveryCodesLeft: 9 });
    expect(await failureOf(recover(me.codes[0]))).toMatchObject({
      fields: { recoveryCode: "recoveryCode.wrong" },
    });
    await recover(me.codes[9]);
    const used = await world.sql`
      select after from audit where subject_id = ${me.id} and action = 'staff.use_recovery_code' order by id`;
    expect(used.map(({ after }) => after.left)).toEqual([9, 8]);
  });

  test("may be typed full-width, in small letters, without hyphens, O for 0 and l for 1", async () => {
    const [code = "", other = ""] = me.codes;
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
    expect(await row()).toMatchObject({ otp_fails: 0 });
  });

  test("wrong counts as a wrong OTP does, and locks with it: of 50 at once five are evaluated", async () => {
    const session = await half();
    await failureOf(checkStaffOtp(visitor(world), { sessionId: session, otp: "000000" }));
    const ends = await Promise.all(
      Array.from({ length: 50 }, () => failureOf(recover("0000-0000-0000-0000", session))),
    );
    expect(ends.filter((end) => end?.code === "invalid")).toHaveLength(4);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(46);
    expect(await row()).toMatchObject({ otp_fails: 5 });
    expect(await failureOf(recover(me.codes[0], session))).toMatchObject({ code: "locked" });
    expect(await audited("staff.lock")).toBe(1);
  });

  test("50 times at once: one session", async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => half()));
    const ends = await Promise.all(
      Array.from({ length: 50 }, (_, at) => failureOf(recover(me.codes[3], sessions[at % 10]))),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });

  test("is another person's, or of the first step's: refused", async () => {
    const [mine] = me.codes;
    me = await employed();
    expect(await failureOf(recover(mine))).toMatchObject({ fields: { recoveryCode: "recoveryCode.wrong" } });
    expect(await failureOf(recover(me.codes[0], me.sessionId))).toMatchObject({ code: "forbidden" });
  });

  test("new ones take the place of all, and ask for a fresh OTP", async () => {
    const context = await as(me.sessionId);
    const codes = await makeCodes({
      ...context,
      actor: { ...context.actor, confirmedUntil: world.now },
    });
    expect(await failureOf(recover(me.codes[5]))).toMatchObject({ code: "invalid" });
    await recover(codes[5]);
    const stale = { ...context, actor: { ...context.actor, confirmedUntil: null } };
    expect(await failureOf(makeCodes(stale))).toMatchObject({ code: "confirm" });
    expect(await audited("staff.new_recovery_codes")).toBe(1);
  });

  test("is kept as a salted Argon2id hash alone, and once used stays so, from raw SQL too", async () => {
    await recover(me.codes[0]);
    const everything = await world.everything();
    for (const code of me.codes) {
      expect(everything).not.toContain(code);
      expect(everything).not.toContain(code.replaceAll("-", ""));
    }
    const unsay = world.sql`update staff_recovery_codes set used_at = null where staff_id = ${me.id}`;
    expect(await refusal(unsay)).toBe("staff_recovery_codes_said_once");
  });
});

describe("one's own password", () => {
  test("changed, ends every session and goes on in one with another id and the same age", async () => {
    const elsewhere = await signIn();
    const before = await openSession(atDesk(world), me.sessionId);
    const after = await change();
    expect(after).not.toBe(me.sessionId);
    for (const gone of [me.sessionId, elsewhere])
      expect(await openSession(atDesk(world), gone)).toBeUndefined();
    expect(await openSession(atDesk(world), after)).toMatchObject({ endsAt: before?.endsAt });
    expect(await failureOf(half())).toMatchObject({ code: "invalid" });
    await signIn(otherPassword);
    expect(await audited("staff.change_password")).toBe(1);
  });

  test("is asked for first: wrong ones count with the sign-in's and lock it", async () => {
    const ends = await Promise.all(
      Array.from({ length: 30 }, () => failureOf(change({ password: "wrong" }))),
    );
    expect(ends.filter((end) => end?.fields.password === "oldPassword.wrong")).toHaveLength(5);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(25);
    expect(await failureOf(change())).toMatchObject({ code: "locked" });
    expect(await failureOf(half())).toMatchObject({ code: "invalid" });
  });

  test.each([
    [{ newPassword: goodPassword }, { newPassword: "newPassword.same" }],
    [{ newPassword: "password1234" }, { newPassword: "newPassword.common" }],
    [{ passwordAgain: "x" }, { passwordAgain: "passwordAgain.different" }],
    [{ password: "" }, { password: "password.required" }],
  ])("%j is refused, and changes nothing", async (given, fields) => {
    expect(await failureOf(change(given))).toMatchObject({ fields });
    expect(await openSession(atDesk(world), me.sessionId)).toBeDefined();
    await half();
  });

  test("changed twice at once: one of the two", async () => {
    const ends = await Promise.all(
      ["one entirely new secret 1", "two entirely new secret 2"].map((newPassword) =>
        failureOf(change({ newPassword })),
      ),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });

  test("with the first step's session, or one that is over, opens nothing", async () => {
    expect(await failureOf(change({ sessionId: await half() }))).toMatchObject({ code: "forbidden" });
    world.advance({ minutes: 15 });
    expect(await failureOf(change())).toMatchObject({ code: "forbidden" });
  });

  test("due for a change, nothing else opens until it is done", async () => {
    await world.sql`update staff set password_change_due = true where id = ${me.id}`;
    expect(await readSession(atDesk(world), me.sessionId)).toBeUndefined();
    expect(await openSession(atDesk(world), me.sessionId)).toMatchObject({ passwordChangeDue: true });
    const signedIn = await signIn();
    expect(await readSession(atDesk(world), signedIn)).toBeUndefined();
    const shown = { otp: codeOf(world, me.base32, 1) };
    expect(await failureOf(beginAuthenticator(visitor(world), signedIn, shown))).toMatchObject({
      code: "forbidden",
    });
    const after = await change({ sessionId: signedIn });
    expect(await readSession(atDesk(world), after)).toMatchObject({ id: me.id });
  });
});

describe("another authenticator", () => {
  const begin = async (shown: { otp: unknown } | { recoveryCode: unknown }) =>
    beginAuthenticator(visitor(world), me.sessionId, shown);
  const fresh = async () => {
    const found = await readNewAuthenticator(visitor(world), me);
    return found?.base32 ?? "";
  };

  test("takes the old one's place once it showed a code; every session ends but the one that goes on", async () => {
    const elsewhere = await signIn();
    world.advance({ minutes: 2 });
    await begin({ otp: codeOf(world, me.base32) });
    const base32 = await fresh();
    expect(base32).not.toBe(me.base32);
    expect(
      await failureOf(changeAuthenticator(visitor(world), me.sessionId, codeOf(world, me.base32, 1))),
    ).toMatchObject({ fields: { otp: "otp.notShown" } });
    const after = await changeAuthenticator(visitor(world), me.sessionId, codeOf(world, base32));
    for (const gone of [me.sessionId, elsewhere])
      expect(await openSession(atDesk(world), gone)).toBeUndefined();
    expect(await readSession(atDesk(world), after)).toMatchObject({ id: me.id });
    world.advance({ minutes: 2 });
    const session = await half();
    expect(
      await failureOf(checkStaffOtp(visitor(world), { sessionId: session, otp: codeOf(world, me.base32) })),
    ).toMatchObject({ fields: { otp: "otp.wrong" } });
    await checkStaffOtp(visitor(world), { sessionId: session, otp: codeOf(world, base32) });
    expect(await audited("staff.change_authenticator")).toBe(1);
  });

  test("until then the old one works, and a wrong or used code of it begins nothing", async () => {
    expect(await failureOf(begin({ otp: "000000" }))).toMatchObject({ fields: { otp: "otp.wrong" } });
    expect(await row()).toMatchObject({ otp_fails: 1 });
    expect(await fresh()).toBe("");
    const otp = codeOf(world, me.base32);
    await begin({ otp });
    expect(await failureOf(begin({ otp }))).toMatchObject({ fields: { otp: "otp.used" } });
    await signIn();
  });

  test("may be begun by a recovery code, and anew: what was begun before is wiped", async () => {
    await begin({ recoveryCode: me.codes[0] });
    const first = await fresh();
    await begin({ recoveryCode: me.codes[1] });
    expect(await fresh()).not.toBe(first);
    expect(
      await failureOf(changeAuthenticator(visitor(world), me.sessionId, codeOf(world, first))),
    ).toMatchObject({ fields: { otp: "otp.notShown" } });
    const kept = await world.sql`
      select 1 from staff_enrolments where staff_id = ${me.id} and otp_secret_sealed is not null`;
    expect(kept).toHaveLength(1);
  });

  test("a first one, of whom the provider lets in alone, needs no other", async () => {
    await world.sql`
      update staff set single_sign_on = true, password_hash = null, otp_secret_sealed = null, otp_key_version = null,
        oidc_subject = 'https://login.example.jp#1' where id = ${me.id}`;
    await begin({ otp: null });
    const after = await changeAuthenticator(visitor(world), me.sessionId, codeOf(world, await fresh()));
    expect(await readOwnAccount(await as(after), {})).toMatchObject({
      singleSignOn: true,
      hasAuthenticator: true,
    });
  });

  test("set up in one session is nothing to another", async () => {
    const other = await signIn();
    world.advance({ minutes: 2 });
    await begin({ otp: codeOf(world, me.base32) });
    const otp = codeOf(world, await fresh());
    expect(await failureOf(changeAuthenticator(visitor(world), other, otp))).toMatchObject({
      code: "conflict",
    });
  });

  test("finished 20 times at once: one change", async () => {
    await begin({ otp: codeOf(world, me.base32) });
    const otp = codeOf(world, await fresh());
    const ends = await Promise.all(
      Array.from({ length: 20 }, () => failureOf(changeAuthenticator(visitor(world), me.sessionId, otp))),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });
});

describe("one's own sessions", () => {
  const listed = async () => listOwnSessions(await as(me.sessionId), { sessionId: me.sessionId });

  test("are listed with time, address and device, this one marked, their ids never told", async () => {
    const other = await signIn();
    await half();
    const sessions = await listed();
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ own }) => own)).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ address: "192.0.2.1", userAgent: "a browser" });
    expect(JSON.stringify(sessions)).not.toContain(other);
    expect(JSON.stringify(sessions)).not.toContain(me.sessionId);
    world.advance({ minutes: 14 });
    await listed();
    world.advance({ minutes: 2 });
    expect(await listed()).toHaveLength(1);
  });

  test("one is ended, once; nobody else's can be", async () => {
    const other = await signIn();
    const handle = (await listed()).find(({ own }) => !own)?.handle;
    const mine = me;
    me = await employed();
    expect(await failureOf(endOwnSession(await as(me.sessionId), { handle }))).toMatchObject({
      code: "conflict",
    });
    me = mine;
    await endOwnSession(await as(me.sessionId), { handle });
    expect(await openSession(atDesk(world), other)).toBeUndefined();
    expect(await failureOf(endOwnSession(await as(me.sessionId), { handle }))).toMatchObject({
      code: "conflict",
    });
  });

  test("all others are ended, those too that wait for their OTP", async () => {
    const others = [await signIn(), await signIn()];
    const waiting = await half();
    expect(await endOtherSessions(await as(me.sessionId), { sessionId: me.sessionId })).toBe(3);
    for (const id of others) expect(await openSession(atDesk(world), id)).toBeUndefined();
    expect(
      await failureOf(checkStaffOtp(visitor(world), { sessionId: waiting, otp: "123456" })),
    ).toMatchObject({ code: "forbidden" });
    expect(await openSession(atDesk(world), me.sessionId)).toBeDefined();
  });

  test("once ended are not revived, from raw SQL either", async () => {
    await endOtherSessions(await as(me.sessionId), { sessionId: me.sessionId });
    await world.sql`update staff_sessions set ended_at = now() where staff_id = ${me.id} and ended_at is null`;
    const revive = world.sql`update staff_sessions set ended_at = null where staff_id = ${me.id}`;
    expect(await refusal(revive)).toBe("staff_sessions_said_once");
  });
});

test("of all that people do to their accounts the audit holds no password, secret, code or session", async () => {
  const after = await change();
  await beginAuthenticator(visitor(world), after, { otp: codeOf(world, me.base32) });
  const secret = (await readNewAuthenticator(visitor(world), { ...me, sessionId: after }))?.base32 ?? "";
  await changeAuthenticator(visitor(world), after, codeOf(world, secret));
  const [found] = await world.sql`select string_agg(a::text, ' ') as all from audit a`;
  for (const word of [otherPassword, goodPassword, secret, after, me.base32])
    expect(found?.all).not.toContain(word);
});
