import { describe, expect, test } from "vitest";
import {
  beginAuthenticator,
  changeAuthenticator,
  readNewAuthenticator,
} from "#core/staff/change-authenticator.ts";
import { readOwnAccount } from "#core/staff/own-account.ts";
import { openSession, readSession } from "#core/staff/session.ts";
import { checkStaffOtp } from "#core/staff/sign-in.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { withEmployed } from "./employed.ts";
import { atDesk, codeOf, visitor } from "./newcomer.ts";

const world = withWorld();
const person = withEmployed(world);

describe("another authenticator", () => {
  const begin = async (shown: { otp: unknown } | { recoveryCode: unknown }) =>
    beginAuthenticator(visitor(world), person.me.sessionId, shown);
  const fresh = async () => {
    const found = await readNewAuthenticator(visitor(world), person.me);
    return found?.base32 ?? "";
  };

  test("takes the old one's place once it showed a code; every session ends but the one that goes on", async () => {
    const elsewhere = await person.signIn();
    world.advance({ minutes: 2 });
    await begin({ otp: codeOf(world, person.me.base32) });
    const base32 = await fresh();
    expect(base32).not.toBe(person.me.base32);
    expect(
      await failureOf(
        changeAuthenticator(visitor(world), person.me.sessionId, codeOf(world, person.me.base32, 1)),
      ),
    ).toMatchObject({ fields: { otp: "otp.notShown" } });
    const after = await changeAuthenticator(visitor(world), person.me.sessionId, codeOf(world, base32));
    for (const gone of [person.me.sessionId, elsewhere])
      expect(await openSession(atDesk(world), gone)).toBeUndefined();
    expect(await readSession(atDesk(world), after)).toMatchObject({ id: person.me.id });
    world.advance({ minutes: 2 });
    const session = await person.half();
    expect(
      await failureOf(
        checkStaffOtp(visitor(world), { sessionId: session, otp: codeOf(world, person.me.base32) }),
      ),
    ).toMatchObject({ fields: { otp: "otp.wrong" } });
    await checkStaffOtp(visitor(world), { sessionId: session, otp: codeOf(world, base32) });
    expect(await person.audited("staff.change_authenticator")).toBe(1);
  });

  test("until then the old one works, and a wrong or used code of it begins nothing", async () => {
    expect(await failureOf(begin({ otp: "000000" }))).toMatchObject({ fields: { otp: "otp.wrong" } });
    expect(await person.row()).toMatchObject({ otp_fails: 1 });
    expect(await fresh()).toBe("");
    const otp = codeOf(world, person.me.base32);
    await begin({ otp });
    expect(await failureOf(begin({ otp }))).toMatchObject({ fields: { otp: "otp.used" } });
    await person.signIn();
  });

  test("may be begun by a recovery code, and anew: what was begun before is wiped", async () => {
    await begin({ recoveryCode: person.me.codes[0] });
    const first = await fresh();
    await begin({ recoveryCode: person.me.codes[1] });
    expect(await fresh()).not.toBe(first);
    expect(
      await failureOf(changeAuthenticator(visitor(world), person.me.sessionId, codeOf(world, first))),
    ).toMatchObject({ fields: { otp: "otp.notShown" } });
    const kept = await world.sql`
      select 1 from staff_enrolments where staff_id = ${person.me.id} and otp_secret_sealed is not null`;
    expect(kept).toHaveLength(1);
  });

  test("a first one, of whom the provider lets in alone, needs no other", async () => {
    await world.sql`
      update staff set single_sign_on = true, password_hash = null, otp_secret_sealed = null, otp_key_version = null,
        oidc_subject = 'https://login.example.jp#1' where id = ${person.me.id}`;
    await begin({ otp: null });
    const after = await changeAuthenticator(
      visitor(world),
      person.me.sessionId,
      codeOf(world, await fresh()),
    );
    expect(await readOwnAccount(await person.as(after), {})).toMatchObject({
      singleSignOn: true,
      hasAuthenticator: true,
    });
  });

  test("set up in one session is nothing to another", async () => {
    const other = await person.signIn();
    world.advance({ minutes: 2 });
    await begin({ otp: codeOf(world, person.me.base32) });
    const otp = codeOf(world, await fresh());
    expect(await failureOf(changeAuthenticator(visitor(world), other, otp))).toMatchObject({
      code: "conflict",
    });
  });

  test("finished 20 times at once: one change", async () => {
    await begin({ otp: codeOf(world, person.me.base32) });
    const otp = codeOf(world, await fresh());
    const ends = await Promise.all(
      Array.from({ length: 20 }, () =>
        failureOf(changeAuthenticator(visitor(world), person.me.sessionId, otp)),
      ),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });
});
