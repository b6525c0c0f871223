import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { approveForm } from "#core/forms/approve.ts";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { hashPassword } from "#core/passwords.ts";
import { confirmStaff } from "#core/staff/confirm.ts";
import type { SignInContext } from "#core/staff/context.ts";
import { endSession, readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import { failureOf, submitted, withWorld } from "#tests/support/world.ts";
import { atDesk } from "./newcomer.ts";

const world = withWorld();
const password = "正しい合言葉 correct";
const username = "approver-001-1";

const context = (): SignInContext => ({
  db: world.in("sign_in"),
  now: world.now,
  keys: world.keys,
  request: { id: v7(), address: "192.0.2.1" },
});
const otpNow = (steps = 0) =>
  otpAt({ algorithm: "sha1", digits: 6 }, Buffer.alloc(20, username), stepAt(world.now, 30) + steps);
const wrongOtp = () => {
  const near = [-1, 0, 1].map(otpNow);
  return ["111111", "222222", "333333", "444444"].find((otp) => !near.includes(otp)) ?? "";
};
const firstStep = () => checkStaffPassword(context(), { username, password });
const signIn = async () => checkStaffOtp(context(), { sessionId: await firstStep(), otp: otpNow() });
const confirm = (sessionId: string, otp: unknown = otpNow()) => confirmStaff(context(), { sessionId, otp });
const confirmed = async (sessionId: string) => (await readSession(atDesk(world), sessionId))?.confirmedUntil;
const minutesLeft = async (sessionId: string) =>
  (((await confirmed(sessionId))?.getTime() ?? Number.NaN) - world.now.getTime()) / 60_000;
const fails = async () => {
  const [row] = await world.sql`select otp_fails as fails from staff where username = ${username}`;
  return row?.fails;
};
const liveSessions = async () => {
  const [row] = await world.sql`select count(*)::int as n from staff_sessions where ended_at is null`;
  return row?.n;
};

beforeAll(async () => {
  await world.sql`update staff set password_hash = ${await hashPassword(password)}`;
});

// Every test has a day of its own, so that no OTP was used before.
beforeEach(async () => {
  world.advance({ days: 1 });
  await world.sql`update staff set otp_fails = 0, disabled_at = null`;
  await world.sql`update staff_sessions set ended_at = ${world.now} where ended_at is null`;
});

test("signing in with both factors confirms for five minutes, a fresh OTP for five more, and approves", async () => {
  const { formId } = await submitted(world, await world.registered(), "unlock");
  const first = await signIn();
  expect(await minutesLeft(first)).toBe(5);
  world.advance({ minutes: 6 });
  const approve = async (sessionId: string) => {
    const actor = (await readSession(atDesk(world), sessionId)) ?? expect.unreachable();
    return failureOf(approveForm({ ...atDesk(world), actor }, { formId }));
  };
  expect(await approve(first)).toMatchObject({ code: "confirm" });
  const second = await confirm(first, ` ${otpNow().slice(0, 3)} ${otpNow().slice(3)} `);
  expect(await minutesLeft(second)).toBe(5);
  expect(await approve(second)).toBeUndefined();
});

test("the session has a new id afterwards, and the old one's cookie is dead", async () => {
  const first = await signIn();
  world.advance({ minutes: 1 });
  const second = await confirm(first);
  expect(second).not.toBe(first);
  expect(await readSession(atDesk(world), first)).toBeUndefined();
  expect(await readSession(atDesk(world), second)).toMatchObject({ username });
  world.advance({ minutes: 1 });
  expect(await failureOf(confirm(first))).toMatchObject({ code: "forbidden", about: "session" });
  expect(await liveSessions()).toBe(1);
});

test("the new session lives no longer for it: ten hours from the sign-in it is over", async () => {
  let session = await signIn();
  for (let minutes = 10; minutes < 600; minutes += 10) {
    world.advance({ minutes: 10 });
    session = await confirm(session);
  }
  world.advance({ minutes: 10 });
  expect(await failureOf(confirm(session))).toMatchObject({ code: "forbidden", about: "session" });
});

test("how long it counts is a setting, in force at the next request", async () => {
  const session = await signIn();
  await world.sql`update settings set staff_confirm_minutes = 1`;
  expect(await minutesLeft(session)).toBe(1);
  await world.sql`update settings set staff_confirm_minutes = 5`;
});

describe("one OTP", () => {
  test("that signed in confirms nothing", async () => {
    const session = await signIn();
    expect(await failureOf(confirm(session))).toMatchObject({ fields: { confirmOtp: "otp.used" } });
    world.advance({ minutes: 1 });
    const early = otpNow();
    const other = await checkStaffOtp(context(), { sessionId: await firstStep(), otp: early });
    expect(await failureOf(confirm(other, early))).toMatchObject({ code: "invalid" });
    expect(await failureOf(confirm(session, early))).toMatchObject({ code: "invalid" });
  });

  test("that confirmed neither confirms again nor signs in", async () => {
    const session = await signIn();
    world.advance({ minutes: 1 });
    const next = await confirm(session);
    expect(await failureOf(confirm(next))).toMatchObject({ code: "invalid" });
    expect(
      await failureOf(checkStaffOtp(context(), { sessionId: await firstStep(), otp: otpNow() })),
    ).toMatchObject({ code: "invalid" });
  });

  test("200 times at once, from one session and from ten, confirms once", async () => {
    for (const browsers of [1, 10]) {
      const sessions: string[] = [];
      for (let at = 0; at < browsers; at++) {
        world.advance({ minutes: 1 });
        sessions.push(await signIn());
      }
      world.advance({ minutes: 1 });
      const before = await liveSessions();
      const ends = await Promise.all(
        Array.from({ length: 200 }, (_, at) => failureOf(confirm(sessions[at % browsers] ?? ""))),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(await liveSessions()).toBe(before);
    }
  });

  test("wrong 200 times at once: five are counted, the rest locked, and so is the right one", async () => {
    const session = await signIn();
    world.advance({ minutes: 1 });
    const ends = await Promise.all(
      Array.from({ length: 200 }, () => failureOf(confirm(session, wrongOtp()))),
    );
    expect(ends.filter((end) => end?.fields.confirmOtp === "otp.wrong")).toHaveLength(5);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(195);
    expect(await fails()).toBe(5);
    expect(await failureOf(confirm(session))).toMatchObject({ code: "locked" });
    expect(
      await failureOf(checkStaffOtp(context(), { sessionId: await firstStep(), otp: otpNow() })),
    ).toMatchObject({ code: "locked" });
  });

  test.each([
    ["", "otp.required"],
    ["12345", "otp.format"],
    ["1".repeat(1024 * 1024), "tooLong"],
    [null, "required"],
    [["123456"], "required"],
  ])("that is none is told under its field and not counted: %j", async (otp, message) => {
    const session = await signIn();
    const told = await failureOf(confirm(session, otp));
    expect(told).toMatchObject({ code: "invalid", fields: { confirmOtp: message } });
    expect(await fails()).toBe(0);
  });
});

test("nothing is confirmed without a whole session: first step only, signed out, idle, disabled", async () => {
  const half = await firstStep();
  expect(await failureOf(confirm(half))).toMatchObject({ code: "forbidden" });
  const out = await signIn();
  await endSession(atDesk(world), out);
  world.advance({ minutes: 1 });
  expect(await failureOf(confirm(out))).toMatchObject({ code: "forbidden" });
  const idle = await signIn();
  world.advance({ minutes: 15 });
  expect(await failureOf(confirm(idle))).toMatchObject({ code: "forbidden" });
  const disabled = await signIn();
  await world.sql`update staff set disabled_at = ${world.now} where username = ${username}`;
  world.advance({ minutes: 1 });
  expect(await failureOf(confirm(disabled))).toMatchObject({ code: "forbidden" });
  expect(await failureOf(confirm(v7()))).toMatchObject({ code: "forbidden" });
  expect(await fails()).toBe(0);
});

test("it is on record, without the OTP and without the sessions' ids", async () => {
  const first = await signIn();
  world.advance({ minutes: 1 });
  const second = await confirm(first);
  const rows =
    await world.sql`select * from audit where subject_label = ${username} order by id desc limit 1`;
  expect(rows[0]).toMatchObject({ action: "staff.confirm", actor_name: username });
  const [row] = await world.sql`select string_agg(a::text, ' ') as all from audit a`;
  for (const secret of [first, second, otpNow()]) expect(row?.all).not.toContain(secret);
});
