import { describe, expect, test } from "vitest";
import { readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import { createDatabase } from "#tests/support/database.ts";
import { failureOf } from "#tests/support/world.ts";
import { atDesk } from "./newcomer.ts";
import { password, username, withSignIn } from "./signing-in.ts";

const { world, context, firstStep, secondStep, otpNow, signIn } = withSignIn();

const wrongOtp = () => {
  const near = [-1, 0, 1].map((steps) => otpNow(steps));
  return ["111111", "222222", "333333", "444444"].find((otp) => !near.includes(otp)) ?? "";
};
const person = async () => {
  const [row] = await world.sql`select * from staff where username = ${username}`;
  return row;
};
const audited = async () => {
  const rows = await world.sql`select action from audit where subject_label = ${username} order by id`;
  return rows.map((row) => row.action);
};

test("password and OTP, in two steps, sign a person in; the first step alone opens nothing", async () => {
  const first = await firstStep();
  expect(await readSession(atDesk(world), first)).toBeUndefined();
  const full = await secondStep(first, ` ${otpNow().slice(0, 3)} ${otpNow().slice(3)} `);
  expect(full).not.toBe(first);
  expect(await readSession(atDesk(world), full)).toMatchObject({
    kind: "staff",
    username,
    role: "clerk",
    branchCode: "001",
    id: world.as("clerk").actor.id,
  });
  expect(await readSession(atDesk(world), first)).toBeUndefined();
  expect(await failureOf(secondStep(first, otpNow(1)))).toMatchObject({ code: "forbidden" });
  expect(await failureOf(secondStep(full, otpNow(1)))).toMatchObject({ code: "forbidden" });
  expect(await audited()).toEqual(["staff.sign_in"]);
});

describe("the password", () => {
  test("five wrong ones lock, and the right one is refused in the same words", async () => {
    const told = [];
    for (let tried = 0; tried < 6; tried++) told.push(await failureOf(firstStep("wrong")));
    told.push(await failureOf(firstStep(password)), await failureOf(firstStep("x", "nobody")));
    expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        JSON.stringify({ code: "invalid", about: "password", fields: { password: "password.wrong" } }),
      ]),
    );
    expect(await person()).toMatchObject({ password_fails: 5 });
    expect((await audited()).filter((action) => action === "staff.lock")).toHaveLength(1);
  });

  test("the right one begins the count anew", async () => {
    for (let tried = 0; tried < 4; tried++) await failureOf(firstStep("wrong"));
    await firstStep();
    expect(await person()).toMatchObject({ password_fails: 0, otp_fails: 0 });
  });

  test("of 30 wrong ones at once five are counted, and one lock is written down", async () => {
    const before = (await audited()).length;
    await Promise.all(Array.from({ length: 30 }, () => failureOf(firstStep("wrong"))));
    expect(await person()).toMatchObject({ password_fails: 5 });
    expect((await audited()).slice(before)).toEqual(["staff.lock"]);
  });

  test.each([
    [{}, { username: "username.required", password: "password.required" }],
    [
      { username: "  ", password: "" },
      { username: "username.required", password: "password.required" },
    ],
    [
      { username: ["clerk"], password: {} },
      { username: "username.required", password: "password.required" },
    ],
    [
      { username: "a\u0000", password: "b\u0000" },
      { username: "characters", password: "characters" },
    ],
    [{ username, password: "x".repeat(1001) }, { password: "password.wrong" }],
  ])("no password at all: %j", async (raw, fields) => {
    expect(await failureOf(checkStaffPassword(context(), raw))).toMatchObject({ code: "invalid", fields });
    expect(await person()).toMatchObject({ password_fails: 0 });
  });
});

describe("the OTP", () => {
  test("200 wrong ones at once: five are counted and told so, the rest locked, the right one too", async () => {
    const first = await firstStep();
    const ends = await Promise.all(
      Array.from({ length: 200 }, () => failureOf(secondStep(first, wrongOtp()))),
    );
    expect(ends.filter((end) => end?.fields.otp === "otp.wrong")).toHaveLength(5);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(195);
    expect(await person()).toMatchObject({ otp_fails: 5 });
    expect(await failureOf(secondStep(first, otpNow()))).toMatchObject({ code: "locked" });
    expect(await failureOf(secondStep(await firstStep(), otpNow()))).toMatchObject({ code: "locked" });
    expect(await person()).toMatchObject({ otp_fails: 5 });
  });

  test("one right one 50 times at once, from one browser or from fifty: one session", async () => {
    for (const browsers of [1, 10]) {
      world.advance({ minutes: 2 });
      const firsts = await Promise.all(Array.from({ length: browsers }, () => firstStep()));
      const [before] = await world.sql`select count(*)::int as n from staff_sessions where stage = 'full'`;
      const ends = await Promise.all(
        Array.from({ length: 50 }, (_, at) => failureOf(secondStep(firsts[at % browsers] ?? "", otpNow()))),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const [after] = await world.sql`select count(*)::int as n from staff_sessions where stage = 'full'`;
      expect(after?.n).toBe(before?.n + 1);
      expect(await person()).toMatchObject({ otp_fails: 0 });
    }
  });

  test("one used is refused afterwards, and so are all before it", async () => {
    await secondStep(await firstStep(), otpNow(1));
    const first = await firstStep();
    expect(await failureOf(secondStep(first, otpNow(1)))).toMatchObject({ fields: { otp: "otp.used" } });
    expect(await failureOf(secondStep(first, otpNow(0)))).toMatchObject({ fields: { otp: "otp.wrong" } });
    expect(await failureOf(secondStep(first, otpNow(-1)))).toMatchObject({ fields: { otp: "otp.wrong" } });
  });

  test("of the steps −3 to +3 the window's three pass", async () => {
    const passed: number[] = [];
    for (const steps of [-3, -2, -1, 0, 1, 2, 3]) {
      world.advance({ minutes: 10 });
      if ((await failureOf(secondStep(await firstStep(), otpNow(steps)))) === undefined) passed.push(steps);
    }
    expect(passed).toEqual([-1, 0, 1]);
  });

  test.each([
    ["", "otp.required"],
    ["12345", "otp.format"],
    ["1234567", "otp.format"],
    ["12345a", "otp.format"],
    [null, "required"],
    [123456, "required"],
    [["123456"], "required"],
    ["1".repeat(1024 * 1024), "tooLong"],
  ])("no OTP at all: %j", async (otp, message) => {
    const first = await firstStep();
    expect(await failureOf(secondStep(first, otp))).toMatchObject({
      code: "invalid",
      fields: { otp: message },
    });
    expect(await person()).toMatchObject({ otp_fails: 0 });
  });

  test("another key opens no seed: refused as unavailable, nothing counted", async () => {
    const first = await firstStep();
    const keys = { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 9)]]) };
    expect(
      await failureOf(checkStaffOtp({ ...context(), keys }, { sessionId: first, otp: otpNow() })),
    ).toMatchObject({
      code: "unavailable",
    });
    expect(await person()).toMatchObject({ otp_fails: 0 });
  });
});

test("the audit of signing in holds no password, OTP or session id", async () => {
  const canary = "canary-9f1c";
  await failureOf(firstStep(canary));
  const id = await signIn();
  const [row] = await world.sql`select string_agg(a::text, ' ') as all from audit a`;
  expect(row?.all).not.toContain(canary);
  expect(row?.all).not.toContain(password);
  expect(row?.all).not.toContain(id);
  expect(row?.all).not.toContain(otpNow());
});

test("without the settings' row nobody is let in", async () => {
  const bare = await createDatabase();
  await bare.sql`delete from settings`;
  await expect(checkStaffPassword({ ...context(), db: bare.db }, { username, password })).rejects.toThrow();
  await bare.drop();
});
