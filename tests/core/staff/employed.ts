import { beforeEach, expect } from "vitest";
import type { Context } from "#core/actor.ts";
import type { Account } from "#core/staff/context.ts";
import { readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import type { World } from "#tests/support/world.ts";
import { atDesk, codeOf, goodPassword, joined, newcomer, visitor } from "./newcomer.ts";

/** Somebody who joined a while ago, their session still open. */
export type Employed = Awaited<ReturnType<typeof employed>>;

export async function employed(world: World) {
  const made = await newcomer(world);
  const { sessionId, codes, base32 } = await joined(world, made.token);
  world.advance({ minutes: 5 });
  return { ...made, sessionId, codes, base32 };
}

/** One such person for each test, on a day of its own, and what they do at the sign-in. */
export function withEmployed(world: World) {
  let me: Employed | undefined;
  beforeEach(async () => {
    world.advance({ days: 1 });
    me = await employed(world);
  });
  const known = () => me ?? expect.unreachable();
  const half = (password = goodPassword) =>
    checkStaffPassword(visitor(world), { username: known().username, password });
  return {
    get me() {
      return known();
    },
    /** The first step: the session that waits for the OTP. */
    half,
    async signIn(password = goodPassword): Promise<string> {
      world.advance({ minutes: 2 });
      return checkStaffOtp(visitor(world), {
        sessionId: await half(password),
        otp: codeOf(world, known().base32),
      });
    },
    /** Who works in a session. */
    async as(sessionId: string): Promise<Context<Account>> {
      const actor = await readSession(atDesk(world), sessionId);
      if (!actor) throw new Error("the session is over");
      return { ...atDesk(world), actor };
    },
    row: async () => (await world.sql`select * from staff where id = ${known().id}`)[0],
    audited: async (action: string) =>
      (await world.sql`select 1 from audit where subject_id = ${known().id} and action = ${action}`).length,
  };
}
