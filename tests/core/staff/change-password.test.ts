import { describe, expect, test } from "vitest";
import { beginAuthenticator } from "#core/staff/change-authenticator.ts";
import { changePassword } from "#core/staff/change-password.ts";
import { openSession, readSession } from "#core/staff/session.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { withEmployed } from "./employed.ts";
import { atDesk, codeOf, goodPassword, visitor } from "./newcomer.ts";

const world = withWorld();
const person = withEmployed(world);
const otherPassword = "an entirely other secret 9";
const change = (
  given: Partial<Record<"sessionId" | "password" | "newPassword" | "passwordAgain", unknown>> = {},
) =>
  changePassword(visitor(world), {
    password: goodPassword,
    newPassword: otherPassword,
    passwordAgain: given.newPassword ?? otherPassword,
    ...given,
    sessionId: String(given.sessionId ?? person.me.sessionId),
  });

describe("one's own password", () => {
  test("changed, ends every session and goes on in one with another id and the same age", async () => {
    const elsewhere = await person.signIn();
    const before = await openSession(atDesk(world), person.me.sessionId);
    const after = await change();
    expect(after).not.toBe(person.me.sessionId);
    for (const gone of [person.me.sessionId, elsewhere])
      expect(await openSession(atDesk(world), gone)).toBeUndefined();
    expect(await openSession(atDesk(world), after)).toMatchObject({ endsAt: before?.endsAt });
    expect(await failureOf(person.half())).toMatchObject({ code: "invalid" });
    await person.signIn(otherPassword);
    expect(await person.audited("staff.change_password")).toBe(1);
  });

  test("is asked for first: wrong ones count with the sign-in's and lock it", async () => {
    const ends = await Promise.all(
      Array.from({ length: 30 }, () => failureOf(change({ password: "wrong" }))),
    );
    expect(ends.filter((end) => end?.fields.password === "oldPassword.wrong")).toHaveLength(5);
    expect(ends.filter((end) => end?.code === "locked")).toHaveLength(25);
    expect(await failureOf(change())).toMatchObject({ code: "locked" });
    expect(await failureOf(person.half())).toMatchObject({ code: "invalid" });
  });

  test.each([
    [{ newPassword: goodPassword }, { newPassword: "newPassword.same" }],
    [{ newPassword: "password1234" }, { newPassword: "newPassword.common" }],
    [{ passwordAgain: "x" }, { passwordAgain: "passwordAgain.different" }],
    [{ password: "" }, { password: "password.required" }],
  ])("%j is refused, and changes nothing", async (given, fields) => {
    expect(await failureOf(change(given))).toMatchObject({ fields });
    expect(await openSession(atDesk(world), person.me.sessionId)).toBeDefined();
    await person.half();
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
    expect(await failureOf(change({ sessionId: await person.half() }))).toMatchObject({ code: "forbidden" });
    world.advance({ minutes: 15 });
    expect(await failureOf(change())).toMatchObject({ code: "forbidden" });
  });

  test("due for a change, nothing else opens until it is done", async () => {
    await world.sql`update staff set password_change_due = true where id = ${person.me.id}`;
    expect(await readSession(atDesk(world), person.me.sessionId)).toBeUndefined();
    expect(await openSession(atDesk(world), person.me.sessionId)).toMatchObject({ passwordChangeDue: true });
    const signedIn = await person.signIn();
    expect(await readSession(atDesk(world), signedIn)).toBeUndefined();
    const shown = { otp: codeOf(world, person.me.base32, 1) };
    expect(await failureOf(beginAuthenticator(visitor(world), signedIn, shown))).toMatchObject({
      code: "forbidden",
    });
    const after = await change({ sessionId: signedIn });
    expect(await readSession(atDesk(world), after)).toMatchObject({ id: person.me.id });
  });
});
