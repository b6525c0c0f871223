import { v7 } from "uuid";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import type { SignInContext } from "#core/staff/context.ts";
import { giveLink } from "#core/staff/invitation-link.ts";
import { choosePassword, join, readInvitation } from "#core/staff/join.ts";
import type { InvitationPurpose } from "#core/staff/rules.ts";
import { base32In } from "#core/token-files/seed-text.ts";
import type { World } from "#tests/support/world.ts";

export const goodPassword = "浜名湖の朝は風が強い7時";
export const password = (newPassword = goodPassword, passwordAgain = newPassword) => ({
  newPassword,
  passwordAgain,
});

/** How somebody comes to the sign-in of a world, at its present time. */
export function visitor(world: World): SignInContext {
  return {
    db: world.in("sign_in"),
    now: world.now,
    keys: world.keys,
    request: { id: v7(), address: "192.0.2.1", userAgent: "a browser" },
  };
}

/** The same for somebody whom the desk's own pages serve. */
export function atDesk(world: World): SignInContext {
  return { ...visitor(world), db: world.db };
}

/** The code that an authenticator shows which was given a secret; `steps` of half a minute later. */
export function codeOf(world: World, base32: string, steps = 0): string {
  return otpAt({ algorithm: "sha1", digits: 6 }, base32In(base32), stepAt(world.now, 30) + steps);
}

/** Somebody new who has an account and nothing to sign in by; an auditor. */
export async function newcomer(world: World, { singleSignOn = false } = {}) {
  const id = v7();
  const username = `new-${id.slice(-8)}`;
  await world.sql`
    insert into staff (id, username, name, role, single_sign_on, created_at)
      values (${id}, ${username}, '新居　花', 'auditor', ${singleSignOn}, ${world.now})`;
  return { id, username, token: await linkFor(world, id) };
}

export async function linkFor(
  world: World,
  staffId: string,
  purpose: InvitationPurpose = "join",
): Promise<string> {
  const link = { staffId, purpose, createdBy: null, now: world.now };
  return (await giveLink(world.db, link)).token;
}

/** The secret that a link's page shows once the password is chosen. */
export async function shownSecret(world: World, token: string): Promise<string> {
  const invited = await readInvitation(visitor(world), token);
  if (!invited?.authenticator) throw new Error("no authenticator is being set up");
  return invited.authenticator.base32;
}

/** Both steps of a link: what joining gives, and the secret of the authenticator. */
export async function joined(world: World, token: string, chosen = goodPassword) {
  await choosePassword(visitor(world), token, password(chosen));
  const base32 = await shownSecret(world, token);
  return { ...(await join(visitor(world), token, codeOf(world, base32))), base32 };
}
