import { describe, expect, test } from "vitest";
import { endOtherSessions, endOwnSession, listOwnSessions } from "#core/staff/own-sessions.ts";
import { openSession } from "#core/staff/session.ts";
import { checkStaffOtp } from "#core/staff/sign-in.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { employed, withEmployed } from "./employed.ts";
import { atDesk, visitor } from "./newcomer.ts";

const world = withWorld();
const person = withEmployed(world);

describe("one's own sessions", () => {
  const listed = async () =>
    listOwnSessions(await person.as(person.me.sessionId), { sessionId: person.me.sessionId });

  test("are listed with time, address and device, this one marked, their ids never told", async () => {
    const other = await person.signIn();
    await person.half();
    const sessions = await listed();
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ own }) => own)).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ address: "192.0.2.1", userAgent: "a browser" });
    expect(JSON.stringify(sessions)).not.toContain(other);
    expect(JSON.stringify(sessions)).not.toContain(person.me.sessionId);
    world.advance({ minutes: 14 });
    await listed();
    world.advance({ minutes: 2 });
    expect(await listed()).toHaveLength(1);
  });

  test("one is ended, once; nobody else's can be", async () => {
    const other = await person.signIn();
    const handle = (await listed()).find(({ own }) => !own)?.handle;
    const another = await employed(world);
    expect(await failureOf(endOwnSession(await person.as(another.sessionId), { handle }))).toMatchObject({
      code: "conflict",
    });
    await endOwnSession(await person.as(person.me.sessionId), { handle });
    expect(await openSession(atDesk(world), other)).toBeUndefined();
    expect(await failureOf(endOwnSession(await person.as(person.me.sessionId), { handle }))).toMatchObject({
      code: "conflict",
    });
  });

  test("all others are ended, those too that wait for their OTP", async () => {
    const others = [await person.signIn(), await person.signIn()];
    const waiting = await person.half();
    expect(
      await endOtherSessions(await person.as(person.me.sessionId), { sessionId: person.me.sessionId }),
    ).toBe(3);
    for (const id of others) expect(await openSession(atDesk(world), id)).toBeUndefined();
    expect(
      await failureOf(checkStaffOtp(visitor(world), { sessionId: waiting, otp: "123456" })),
    ).toMatchObject({ code: "forbidden" });
    expect(await openSession(atDesk(world), person.me.sessionId)).toBeDefined();
  });

  test("once ended are not revived, from raw SQL either", async () => {
    await endOtherSessions(await person.as(person.me.sessionId), { sessionId: person.me.sessionId });
    await world.sql`update staff_sessions set ended_at = now() where staff_id = ${person.me.id} and ended_at is null`;
    const revive = world.sql`update staff_sessions set ended_at = null where staff_id = ${person.me.id}`;
    expect(await refusal(revive)).toBe("staff_sessions_said_once");
  });
});
