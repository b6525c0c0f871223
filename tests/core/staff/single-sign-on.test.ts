import { v7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import type { SignInContext } from "#core/staff/context.ts";
import { readSession } from "#core/staff/session.ts";
import { checkSingleSignOn } from "#core/staff/single-sign-on.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { atDesk } from "./newcomer.ts";

const world = withWorld();
const username = "clerk-001-1";
const iss = "https://login.example.jp";

const context = (): SignInContext => ({
  db: world.in("sign_in"),
  now: world.now,
  keys: world.keys,
  request: { id: v7(), address: "192.0.2.1" },
});
const enter = (claims: object = {}, secondFactors: string[] = []) =>
  checkSingleSignOn(context(), { iss, sub: "s-1", username, ...claims }, secondFactors);
const refused = { code: "forbidden", about: "singleSignOn" };
const person = async (who = username) => (await world.sql`select * from staff where username = ${who}`)[0];
const audited = async () => {
  const rows = await world.sql`select action from audit where subject_label = ${username} order by id`;
  return rows.map((row) => row.action);
};

/** Whom the administrator lets sign in by the provider. */
const allow = (who = username) =>
  world.sql`update staff set single_sign_on = true, password_hash = null where username = ${who}`;

beforeEach(async () => {
  world.advance({ days: 1 });
  await world.sql`update staff set single_sign_on = false, oidc_subject = null, disabled_at = null,
    password_hash = 'none'`;
});

test("the first time links the account by its user name, and from then on the subject alone counts", async () => {
  await allow();
  expect(await enter()).toMatchObject({ stage: "password" });
  expect(await person()).toMatchObject({ oidc_subject: `${iss}#s-1` });
  expect(await audited()).toEqual(["staff.link"]);
  expect(await enter({ username: "renamed-there" })).toMatchObject({ stage: "password" });
  expect(await enter({ username: undefined })).toMatchObject({ stage: "password" });
  expect(await failureOf(enter({ sub: "s-2" }))).toEqual({ ...refused, fields: {} });
  expect(await audited()).toEqual(["staff.link"]);
});

test("a subject is one issuer's: the same from another is nobody", async () => {
  await allow();
  await enter();
  expect(await failureOf(enter({ iss: "https://login.evil.example" }))).toMatchObject(refused);
});

test("nobody is let in who was not allowed to sign in so, is unknown or disabled; all in the same words", async () => {
  const told = [await failureOf(enter()), await failureOf(enter({ username: "nobody" }))];
  await allow();
  await world.sql`update staff set disabled_at = ${world.now} where username = ${username}`;
  told.push(await failureOf(enter()));
  await world.sql`update staff set disabled_at = null where username = ${username}`;
  await enter();
  await world.sql`update staff set disabled_at = ${world.now} where username = ${username}`;
  told.push(await failureOf(enter()));
  expect(told).toEqual(Array(4).fill({ ...refused, fields: {} }));
});

test("the provider takes the place of the password only: the session opens nothing before our OTP", async () => {
  await allow();
  const { sessionId } = await enter({ amr: ["pwd", "otp"], acr: "urn:mfa" });
  expect(await readSession(atDesk(world), sessionId)).toBeUndefined();
});

test.each([
  [{ amr: ["pwd", "hwk"] }, "full"],
  [{ acr: "urn:mfa" }, "full"],
  [{ amr: ["pwd"], acr: "urn:password" }, "password"],
  [{ amr: "hwk" }, "password"],
  [{ amr: [["hwk"]], acr: ["urn:mfa"] }, "password"],
  [{}, "password"],
])("where the bank takes the provider's word for a second factor: %j is %s", async (claims, stage) => {
  await allow();
  const entered = await enter(claims, ["hwk", "urn:mfa"]);
  expect(entered.stage).toBe(stage);
  const actor = await readSession(atDesk(world), entered.sessionId);
  expect(actor?.username).toBe(stage === "full" ? username : undefined);
});

test("role and branch are the account's, whatever the token says", async () => {
  await allow();
  const claims = { amr: ["hwk"], role: "administrator", roles: ["manager"], branchCode: "002" };
  const { sessionId } = await enter(claims, ["hwk"]);
  expect(await readSession(atDesk(world), sessionId)).toMatchObject({ role: "clerk", branchCode: "001" });
});

test("without an authenticator of ours a second factor must be the provider's", async () => {
  await allow();
  const [before] = await world.sql`select otp_secret_sealed, otp_key_version from staff
    where username = ${username}`;
  await world.sql`update staff set otp_secret_sealed = null, otp_key_version = null, enrolled_at = null
    where username = ${username}`;
  expect(await failureOf(enter())).toMatchObject({ about: "singleSignOnOtp" });
  expect(await person()).toMatchObject({ oidc_subject: null, enrolled_at: null });
  expect(await enter({ amr: ["hwk"] }, ["hwk"])).toMatchObject({ stage: "full" });
  expect(await person()).toMatchObject({ enrolled_at: world.now });
  await world.sql`update staff set otp_secret_sealed = ${before?.otp_secret_sealed},
    otp_key_version = ${before?.otp_key_version} where username = ${username}`;
});

test("twenty first times at once link one subject, and let nobody else in", async () => {
  await allow();
  const same = await Promise.all(Array.from({ length: 10 }, () => failureOf(enter())));
  expect(same).toEqual(Array(10).fill(undefined));
  await world.sql`update staff set single_sign_on = false, oidc_subject = null, password_hash = 'none'`;
  await allow();
  const subjects = Array.from({ length: 20 }, (_, nth) => failureOf(enter({ sub: `s-${nth}` })));
  expect((await Promise.all(subjects)).filter((end) => end === undefined)).toHaveLength(1);
});

test("one subject is one account's, also where two are linked at once", async () => {
  await allow();
  await allow("clerk-001-2");
  const both = [enter(), enter({ username: "clerk-001-2" })];
  await Promise.all(both.map(failureOf));
  const rows = await world.sql`select username from staff where oidc_subject is not null`;
  expect(rows).toHaveLength(1);
});

test("a link is for good, by raw SQL too, until the person signs in by the provider no more", async () => {
  await allow();
  await enter();
  for (const subject of ["other", null]) {
    const change = world.sql`update staff set oidc_subject = ${subject} where username = ${username}`;
    expect(await refusal(change)).toBe("staff_subject_for_good");
  }
  await world.sql`update staff set single_sign_on = false, oidc_subject = null, password_hash = 'none'
    where username = ${username}`;
});

test.each([
  { sub: "" },
  { sub: undefined },
  { sub: "x".repeat(256) },
  { iss: "" },
  { username: ["a"], sub: 1 },
])("a token without a subject or an issuer is nobody's: %j", async (claims) => {
  await allow();
  expect(await failureOf(enter(claims))).toMatchObject({ code: "invalid" });
  expect(await person()).toMatchObject({ oidc_subject: null });
});
