import { expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { contextOf, makeContract, wrongOtpOf } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();

test("a login that locks is told once, though the login check reads no address", async () => {
  const { token, contractId, contractorId } = await makeContract(desk.sql, {
    token: "active",
    fails: { otp: 3 },
  });
  await desk.sql`update contracts set mail_address = 'hanako@example.jp' where id = ${contractId}`;
  const guess = () => checkOtp(contextOf(desk.login), { contractorId, otp: wrongOtpOf(token) });
  const told = () => desk.sql`select event, recipient, mail_to, state from notices`;
  await guess();
  expect(await told()).toEqual([]);
  await Promise.all([guess(), guess(), guess()]);
  expect(await told()).toEqual([
    { event: "login_locked", recipient: "customer", mail_to: "hanako@example.jp", state: "waiting" },
  ]);
});
