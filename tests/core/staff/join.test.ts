import { beforeEach, describe, expect, test } from "vitest";
import type { SignInContext } from "#core/staff/context.ts";
import { choosePassword, join, readInvitation } from "#core/staff/join.ts";
import { openSession, readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword, checkStaffRecoveryCode } from "#core/staff/sign-in.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import {
  atDesk,
  codeOf,
  goodPassword,
  joined,
  linkFor,
  newcomer,
  password,
  shownSecret,
  visitor,
} from "./newcomer.ts";

const world = withWorld();
const now = (): SignInContext => visitor(world);
const rowOf = async (id: string) => (await world.sql`select * from staff where id = ${id}`)[0];
const signIn = async (username: string, given: string) =>
  checkStaffPassword(now(), { username, password: given });

beforeEach(() => world.advance({ days: 1 }));

test("a link leads to a password, an authenticator and ten recovery codes, and signs in", async () => {
  const { id, username, token } = await newcomer(world);
  expect(await readInvitation(now(), token)).toEqual({
    name: "新居　花",
    username,
    purpose: "join",
    singleSignOn: false,
    authenticator: undefined,
  });
  const { sessionId, codes, base32 } = await joined(world, token);
  expect(await readSession(atDesk(world), sessionId)).toMatchObject({
    id,
    username,
    confirmedUntil: expect.any(Date),
  });
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  expect(base32).toMatch(/^[A-Z2-7]{32}$/);
  world.advance({ minutes: 5 });
  const half = await signIn(username, goodPassword);
  const again = await checkStaffOtp(now(), { sessionId: half, otp: codeOf(world, base32) });
  expect(await readSession(atDesk(world), again)).toMatchObject({ id });
});

test("nothing counts until the authenticator has shown a code", async () => {
  const { id, username, token } = await newcomer(world);
  await choosePassword(now(), token, password());
  expect(await rowOf(id)).toMatchObject({ password_hash: null, otp_secret_sealed: null, enrolled_at: null });
  expect(await failureOf(signIn(username, goodPassword))).toMatchObject({ code: "invalid" });
  expect(await failureOf(join(now(), token, "000000"))).toMatchObject({ fields: { otp: "otp.notShown" } });
  expect(await rowOf(id)).toMatchObject({ password_hash: null, enrolled_at: null });
  expect(await world.sql`select 1 from staff_recovery_codes where staff_id = ${id}`).toHaveLength(0);
});

test("each step may be taken again: the secret stays, the last password counts", async () => {
  const { username, token } = await newcomer(world);
  await choosePassword(now(), token, password("the first of two passwords"));
  const first = await shownSecret(world, token);
  await choosePassword(now(), token, password());
  expect(await shownSecret(world, token)).toBe(first);
  await join(now(), token, codeOf(world, first));
  expect(await failureOf(signIn(username, "the first of two passwords"))).toBeDefined();
  await signIn(username, goodPassword);
});

test("a refused password begins nothing; without one there is no second step", async () => {
  const { id, token } = await newcomer(world);
  expect(await failureOf(choosePassword(now(), token, password("password1234")))).toMatchObject({
    fields: { newPassword: "newPassword.common" },
  });
  expect(await world.sql`select 1 from staff_enrolments where staff_id = ${id}`).toHaveLength(0);
  expect(await failureOf(join(now(), token, "000000"))).toMatchObject({
    code: "conflict",
    about: "enrolment",
  });
});

describe("a link", () => {
  const dead = { code: "not_found", about: "invitation" };
  const isDead = async (token: string) => {
    expect(await readInvitation(now(), token)).toBeUndefined();
    expect(await failureOf(choosePassword(now(), token, password()))).toMatchObject(dead);
    expect(await failureOf(join(now(), token, "123456"))).toMatchObject(dead);
  };

  test("used, expired, withdrawn, replaced, of a disabled person or never given is refused alike", async () => {
    const used = await newcomer(world);
    await joined(world, used.token);
    await isDead(used.token);
    const replaced = await newcomer(world);
    const newer = await linkFor(world, replaced.id);
    await isDead(replaced.token);
    const disabled = await newcomer(world);
    await choosePassword(now(), disabled.token, password());
    await world.sql`update staff set disabled_at = ${world.now} where id = ${disabled.id}`;
    await isDead(disabled.token);
    await isDead("");
    await isDead("x".repeat(43));
    world.advance({ days: 3 });
    await isDead(newer);
  });

  test("is good until its last hour, which a setting says", async () => {
    const { token } = await newcomer(world);
    world.advance({ minutes: 72 * 60 - 1 });
    expect(await readInvitation(now(), token)).toBeDefined();
    world.advance({ minutes: 1 });
    expect(await readInvitation(now(), token)).toBeUndefined();
  });

  test("is kept as a hash alone, of 256 random bits", async () => {
    const { token } = await newcomer(world);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await world.everything()).not.toContain(token);
  });

  test("of 20 who use it at once with the right code one joins", async () => {
    const { id, token } = await newcomer(world);
    await choosePassword(now(), token, password());
    const otp = codeOf(world, await shownSecret(world, token));
    const ends = await Promise.all(Array.from({ length: 20 }, () => failureOf(join(now(), token, otp))));
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const [made] = await world.sql`
      select (select count(*)::int from staff_recovery_codes where staff_id = ${id}) as codes,
        (select count(*)::int from staff_sessions where staff_id = ${id}) as sessions,
        (select count(*)::int from audit where subject_id = ${id} and action = 'staff.join') as audited`;
    expect(made).toEqual({ codes: 10, sessions: 1, audited: 1 });
  });

  test("once used or withdrawn is not taken back, from raw SQL either", async () => {
    const { id, token } = await newcomer(world);
    await joined(world, token);
    const unsay = world.sql`update staff_invitations set used_at = null where staff_id = ${id}`;
    expect(await refusal(unsay)).toBe("staff_invitations_said_once");
  });
});

test("a link to set up anew puts both factors out of use, ends every session, and replaces the codes", async () => {
  const { id, username, token } = await newcomer(world);
  const first = await joined(world, token);
  world.advance({ minutes: 5 });
  await world.sql`update staff set password_fails = 5, otp_fails = 5 where id = ${id}`;
  const second = await joined(world, await linkFor(world, id, "reset"), "an entirely other secret 9");
  expect(await openSession(atDesk(world), first.sessionId)).toBeUndefined();
  expect(await openSession(atDesk(world), second.sessionId)).toBeDefined();
  expect(await failureOf(signIn(username, goodPassword))).toMatchObject({ code: "invalid" });
  world.advance({ minutes: 5 });
  const half = await signIn(username, "an entirely other secret 9");
  const old = codeOf(world, first.base32);
  expect(await failureOf(checkStaffOtp(now(), { sessionId: half, otp: old }))).toMatchObject({
    fields: { otp: "otp.wrong" },
  });
  const recoveryCode = first.codes[0];
  expect(await failureOf(checkStaffRecoveryCode(now(), { sessionId: half, recoveryCode }))).toMatchObject({
    fields: { recoveryCode: "recoveryCode.wrong" },
  });
});

test("the code that proved the authenticator does not sign in again", async () => {
  const { username, token } = await newcomer(world);
  const { base32 } = await joined(world, token);
  const half = await signIn(username, goodPassword);
  expect(
    await failureOf(checkStaffOtp(now(), { sessionId: half, otp: codeOf(world, base32) })),
  ).toMatchObject({ fields: { otp: "otp.used" } });
});

test("who signs in by the provider sets up an authenticator and no password", async () => {
  const { id, token } = await newcomer(world, { singleSignOn: true });
  await choosePassword(now(), token, {});
  const { sessionId } = await join(now(), token, codeOf(world, await shownSecret(world, token)));
  expect(await readSession(atDesk(world), sessionId)).toMatchObject({ id });
  expect(await rowOf(id)).toMatchObject({ password_hash: null, otp_last_step: expect.anything() });
});

test("the audit tells who joined when, and holds no password, secret, code or link", async () => {
  const { id, token } = await newcomer(world);
  const { base32, codes, sessionId } = await joined(world, token);
  const rows =
    await world.sql`select action, actor_id, after from audit where subject_id = ${id} order by id`;
  expect([...rows]).toEqual([{ action: "staff.join", actor_id: id, after: { purpose: "join" } }]);
  const [row] = await world.sql`select string_agg(a::text, ' ') as all from audit a`;
  for (const secret of [token, goodPassword, base32, sessionId, ...codes])
    expect(row?.all).not.toContain(secret);
});
