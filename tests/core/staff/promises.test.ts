import { globSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "#core/passwords.ts";
import { confirmStaff } from "#core/staff/confirm.ts";
import { inviteAdministrator } from "#core/staff/invite-administrator.ts";
import { readInvitation } from "#core/staff/join.ts";
import { branchRoles, type Role, roles } from "#core/staff/rules.ts";
import { endSession, openSession, readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import { createDatabase } from "#tests/support/database.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { atDesk, codeOf, goodPassword, joined, linkFor, newcomer, visitor } from "./newcomer.ts";

/** What the bank was promised of its staff's accounts, each promise by itself. */
const world = withWorld();

let me: Awaited<ReturnType<typeof newcomer>> & { base32: string; sessionId: string };
beforeEach(async () => {
  world.advance({ days: 1 });
  const made = await newcomer(world);
  me = { ...made, ...(await joined(world, made.token)) };
  world.advance({ minutes: 2 });
});
const half = (password = goodPassword) =>
  checkStaffPassword(visitor(world), { username: me.username, password });
const finish = (sessionId: string, otp: string) => checkStaffOtp(visitor(world), { sessionId, otp });
const row = async () => (await world.sql`select * from staff where id = ${me.id}`)[0];

describe("a password alone reaches nothing, whatever the role", () => {
  test.each(roles)("%s", async (role: Role) => {
    const branch = (branchRoles as readonly Role[]).includes(role) ? "001" : null;
    await world.sql`update staff set role = ${role}, branch_code = ${branch} where id = ${me.id}`;
    const first = await half();
    expect(await openSession(atDesk(world), first)).toBeUndefined();
    expect(await readSession(atDesk(world), first)).toBeUndefined();
    const otp = codeOf(world, me.base32);
    expect(await failureOf(confirmStaff(visitor(world), { sessionId: first, otp }))).toMatchObject({
      code: "forbidden",
    });
    expect(await readSession(atDesk(world), await finish(first, otp))).toMatchObject({ role });
  });
});

describe("idle for 15 minutes, a session is over", () => {
  test("however often its page looks again by itself", async () => {
    await openSession(atDesk(world), me.sessionId);
    for (let minute = 1; minute < 15; minute++) {
      world.advance({ minutes: 1 });
      expect(await openSession(atDesk(world), me.sessionId, { byItself: true })).toBeDefined();
    }
    world.advance({ minutes: 1 });
    expect(await openSession(atDesk(world), me.sessionId, { byItself: true })).toBeUndefined();
    expect(await openSession(atDesk(world), me.sessionId)).toBeUndefined();
  });

  test("and ten hours after it began, whatever its person did, step-ups too", async () => {
    let id = me.sessionId;
    const { endsAt } = (await openSession(atDesk(world), id)) ?? {};
    for (let minutes = 10; minutes <= 590; minutes += 10) {
      world.advance({ minutes: 10 });
      id = await confirmStaff(visitor(world), { sessionId: id, otp: codeOf(world, me.base32) });
    }
    expect((await openSession(atDesk(world), id))?.endsAt).toEqual(endsAt);
    world.advance({ minutes: 8 });
    expect(await openSession(atDesk(world), id)).toBeUndefined();
  });
});

describe("a copied cookie", () => {
  test("is dead after sign-out", async () => {
    await endSession(atDesk(world), me.sessionId);
    expect(await openSession(atDesk(world), me.sessionId)).toBeUndefined();
  });

  test.each([
    ["a disabled person's", "disabled_at = now()", undefined],
    ["one of whom a new password is due", "password_change_due = true", undefined],
    ["a changed role's", "role = 'approver', branch_code = '002'", { role: "approver", branchCode: "002" }],
  ])("%s tells so on the next request", async (_, change, expected) => {
    await world.sql.unsafe(`update staff set ${change} where id = '${me.id}'`);
    const actor = await readSession(atDesk(world), me.sessionId);
    expect(actor && { role: actor.role, branchCode: actor.branchCode }).toEqual(expected);
  });

  test("from before sign-in or step-up stands for nothing: each gives a new session", async () => {
    const first = await half();
    const full = await finish(first, codeOf(world, me.base32));
    world.advance({ minutes: 1 });
    const confirmed = await confirmStaff(visitor(world), { sessionId: full, otp: codeOf(world, me.base32) });
    expect(new Set([first, full, confirmed]).size).toBe(3);
    for (const gone of [first, full]) expect(await openSession(atDesk(world), gone)).toBeUndefined();
    expect(await openSession(atDesk(world), confirmed)).toBeDefined();
  });
});

describe("no account is there by default, and nobody sets another's password", () => {
  test("a new installation has no account and no key", async () => {
    const bare = await createDatabase();
    const [counted] = await bare.sql`
      select (select count(*)::int from staff) as staff, (select count(*)::int from api_clients) as clients`;
    await bare.drop();
    expect(counted).toEqual({ staff: 0, clients: 0 });
  });

  test("the first administrator is invited by the command line, and only the first", async () => {
    const bare = await createDatabase();
    const context = {
      ...atDesk(world),
      db: bare.db,
      actor: { kind: "system", id: null, name: "staff" } as const,
    };
    const given = { name: "名倉　学", username: "Ａｄｍｉｎ01" };
    const first = await inviteAdministrator(context, given);
    const { token } = await inviteAdministrator(context, given);
    const invited = (link: string) => readInvitation({ ...context, db: bare.in("sign_in") }, link);
    expect(await invited(first.token)).toBeUndefined();
    expect(await invited(token)).toMatchObject({ username: "admin01", purpose: "join" });
    await joined({ ...world, in: bare.in, now: world.now }, token);
    expect(await failureOf(inviteAdministrator(context, { ...given, username: "admin02" }))).toMatchObject({
      code: "conflict",
    });
    const [audited] =
      await bare.sql`select count(*)::int as n from audit where action = 'staff.invite_administrator'`;
    expect(audited).toEqual({ n: 2 });
    await bare.drop();
  });

  test("nobody of the staff may begin an installation", async () => {
    for (const role of roles) {
      const context = world.as(role) as unknown as Parameters<typeof inviteAdministrator>[0];
      expect(await failureOf(inviteAdministrator(context, { name: "x", username: "xx" }))).toMatchObject({
        code: "forbidden",
      });
    }
  });

  test("a password is hashed where its own person chose it, and nowhere else", () => {
    const hashing = globSync("{app,api,core,scripts}/**/*.{ts,tsx}").filter((path) =>
      /\bhash(New)?Password\(/.test(readFileSync(path, "utf8")),
    );
    expect(hashing.sort()).toEqual([
      "core/passwords.ts",
      "core/staff/change-password.ts",
      "core/staff/join.ts",
      "core/staff/new-password.ts",
    ]);
  });
});

describe("guesses, all at once", () => {
  test("of 500 wrong passwords five are counted, and one lock is written down", async () => {
    const ends = await Promise.all(Array.from({ length: 500 }, () => failureOf(half("wrong"))));
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    expect(await row()).toMatchObject({ password_fails: 5 });
    const locks = await world.sql`select 1 from audit where subject_id = ${me.id} and action = 'staff.lock'`;
    expect(locks).toHaveLength(1);
    expect(await failureOf(half())).toMatchObject({ code: "invalid" });
  }, 60_000);

  test("of 500 wrong OTPs from 20 browsers five are evaluated, and then the right one is refused", async () => {
    const right = codeOf(world, me.base32);
    const near = [-1, 0, 1].map((steps) => codeOf(world, me.base32, steps));
    const wrong = ["111111", "222222", "333333", "444444"].find((otp) => !near.includes(otp)) ?? "";
    const browsers = await Promise.all(Array.from({ length: 20 }, () => half()));
    const ends = await Promise.all(
      Array.from({ length: 500 }, (_, at) => failureOf(finish(browsers[at % 20] ?? "", wrong))),
    );
    expect(ends.filter((end) => end?.fields.otp === "otp.wrong")).toHaveLength(5);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(495);
    expect(await row()).toMatchObject({ otp_fails: 5 });
    expect(await failureOf(finish(browsers[0] ?? "", right))).toMatchObject({ code: "locked" });
  }, 60_000);

  test("of 200 copies of one right OTP one signs in", async () => {
    const browsers = await Promise.all(Array.from({ length: 20 }, () => half()));
    const otp = codeOf(world, me.base32);
    const ends = await Promise.all(
      Array.from({ length: 200 }, (_, at) => failureOf(finish(browsers[at % 20] ?? "", otp))),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(await row()).toMatchObject({ otp_fails: 0 });
  }, 60_000);
});

test("a person's name is asked for however it was typed: the full-width one and capitals too", async () => {
  await world.sql`update staff set password_hash = ${await hashPassword("ガラス窓と kj3h4k")} where id = ${me.id}`;
  const typed = {
    username: ` ${me.username.toUpperCase()} `,
    password: "ガラス窓と kj3h4k".normalize("NFD"),
  };
  expect(await checkStaffPassword(visitor(world), typed)).toEqual(expect.any(String));
});

test("a link given to who has enrolled already changes nothing until it is used", async () => {
  await linkFor(world, me.id, "reset");
  expect(await openSession(atDesk(world), me.sessionId)).toBeDefined();
  await half();
});
