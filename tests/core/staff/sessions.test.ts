import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { endSession, readSession } from "#core/staff/session.ts";
import { failureOf } from "#tests/support/world.ts";
import { atDesk } from "./newcomer.ts";
import { username, withSignIn } from "./signing-in.ts";

const { world, firstStep, secondStep, otpNow, signIn } = withSignIn();

describe("a session", () => {
  test("idles out after 15 minutes, and is kept awake by use", async () => {
    const id = await signIn();
    for (let times = 0; times < 4; times++) {
      world.advance({ minutes: 14 });
      expect(await readSession(atDesk(world), id)).toBeDefined();
    }
    world.advance({ minutes: 15 });
    expect(await readSession(atDesk(world), id)).toBeUndefined();
  });

  test("ends after ten hours, however busy", async () => {
    const id = await signIn();
    const seen: boolean[] = [];
    for (let minutes = 10; minutes <= 600; minutes += 10) {
      world.advance({ minutes: 10 });
      seen.push((await readSession(atDesk(world), id)) !== undefined);
    }
    expect(seen.lastIndexOf(true)).toBe(58);
    expect(seen.at(-1)).toBe(false);
  });

  test("is over at once for a disabled person, and waits in no first step", async () => {
    const id = await signIn();
    world.advance({ minutes: 2 });
    const first = await firstStep();
    await world.sql`update staff set disabled_at = ${world.now} where username = ${username}`;
    expect(await readSession(atDesk(world), id)).toBeUndefined();
    expect(await failureOf(secondStep(first, otpNow()))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(firstStep())).toMatchObject({ fields: { password: "password.wrong" } });
  });

  test("shows a changed role and branch on the next request", async () => {
    const id = await signIn();
    await world.sql`update staff set role = 'approver', branch_code = '002' where username = ${username}`;
    expect(await readSession(atDesk(world), id)).toMatchObject({ role: "approver", branchCode: "002" });
    await world.sql`update staff set role = 'clerk', branch_code = '001' where username = ${username}`;
  });

  test("once ended is dead, a copy of its cookie too", async () => {
    const id = await signIn();
    await endSession(atDesk(world), id);
    expect(await readSession(atDesk(world), id)).toBeUndefined();
    await endSession(atDesk(world), id);
    expect(await readSession(atDesk(world), v7())).toBeUndefined();
  });

  test("a first step left for 15 minutes is over", async () => {
    const first = await firstStep();
    world.advance({ minutes: 15 });
    expect(await failureOf(secondStep(first, otpNow()))).toMatchObject({
      code: "forbidden",
      about: "session",
    });
  });
});
