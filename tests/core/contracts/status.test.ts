import { expect, test } from "vitest";
import { findStatus, statusOf } from "#core/contracts/status.ts";
import { makeContract, now } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();

async function readStatus(contractorId: string) {
  return statusOf((await findStatus(desk.db, { contractorId, now })).found);
}

const yesterday = new Date(now.getTime() - 86_400_000);
const tomorrow = new Date(now.getTime() + 86_400_000);

test.each([
  ["unregistered", {}],
  ["unregistered", { order: "delivered" }],
  ["registered", { token: "active" }],
  ["registered", { token: "active", order: "shipped" }],
  ["suspended", { token: "suspended" }],
  ["reissuing", { gap: true, order: "placed" }],
  ["reissuing", { gap: yesterday, order: "delivered" }],
  ["locked", { token: "active", fails: { password: 5 } }],
  ["locked", { token: "suspended", fails: { otp: 5 } }],
  ["locked", { gap: true, fails: { card: 3 } }],
  ["registered", { token: "active", fails: { password: 4, otp: 4, card: 2 } }],
] as const)("%s: %j", async (otpState, wish) => {
  const { contractorId } = await makeContract(desk.sql, wish);
  expect((await readStatus(contractorId)).otpState).toBe(otpState);
});

test.each([
  [{ gap: true }, { open: true, until: null }],
  [{ gap: tomorrow }, { open: true, until: tomorrow }],
  [{ gap: yesterday }, { open: false, until: yesterday }],
  [{ token: "active" }, { open: false, until: null }],
] as const)("card access of %j", async (wish, cardAccess) => {
  const { contractorId } = await makeContract(desk.sql, wish);
  expect((await readStatus(contractorId)).cardAccess).toEqual(cardAccess);
});

test("card access that is used up is not open", async () => {
  const { contractorId, contractId } = await makeContract(desk.sql, { gap: true });
  await desk.sql`update settings set card_use_limit = 2`;
  await desk.sql`update login_accounts set card_uses = 2 where contract_id = ${contractId}`;
  expect((await readStatus(contractorId)).cardAccess.open).toBe(false);
  await desk.sql`update settings set card_use_limit = null`;
});

test("tells the open order, never the whole serial or a name", async () => {
  const { contractorId, token } = await makeContract(desk.sql, { token: "active", order: "shipped" });
  const status = await readStatus(contractorId);
  expect(status.openOrder).toEqual({
    orderNumber: expect.any(Number),
    state: "shipped",
    dueOn: "2026-12-04",
  });
  expect(status.serialMasked).toMatch(/^2V..•+FK2$/);
  expect(JSON.stringify(status)).not.toContain(token.serial);
  expect(JSON.stringify(status)).not.toContain("浜松");
});

test("of nobody is not found", async () => {
  await expect(readStatus("99999999999")).rejects.toMatchObject({ code: "not_found" });
});
