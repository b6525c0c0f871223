import { expect, test } from "vitest";
import {
  beginAuthenticator,
  changeAuthenticator,
  readNewAuthenticator,
} from "#core/staff/change-authenticator.ts";
import { changePassword } from "#core/staff/change-password.ts";
import { withWorld } from "#tests/support/world.ts";
import { withEmployed } from "./employed.ts";
import { codeOf, goodPassword, visitor } from "./newcomer.ts";

const world = withWorld();
const person = withEmployed(world);
const otherPassword = "an entirely other secret 9";

test("of all that people do to their accounts the audit holds no password, secret, code or session", async () => {
  const after = await changePassword(visitor(world), {
    sessionId: person.me.sessionId,
    password: goodPassword,
    newPassword: otherPassword,
    passwordAgain: otherPassword,
  });
  await beginAuthenticator(visitor(world), after, { otp: codeOf(world, person.me.base32) });
  const secret =
    (await readNewAuthenticator(visitor(world), { ...person.me, sessionId: after }))?.base32 ?? "";
  await changeAuthenticator(visitor(world), after, codeOf(world, secret));
  const [found] = await world.sql`select string_agg(a::text, ' ') as all from audit a`;
  for (const word of [otherPassword, goodPassword, secret, after, person.me.base32])
    expect(found?.all).not.toContain(word);
});
