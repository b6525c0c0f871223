import { describe, expect, test } from "vitest";
import { authenticateClient } from "#core/clients/authenticate.ts";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { register } from "#core/logins/register.ts";
import { readSession } from "#core/staff/session.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import { type WalkContract, type WalkState, walkStates } from "#demo/walk-contracts.ts";
import { createDatabase, type TestDatabase } from "#tests/support/database.ts";
import { customer, keys, walkOf } from "./support.ts";

/** Tests of what `npm run demo` tells, each account tried out. */
export function walkedTests(desk: TestDatabase): void {
  const inState = async (state: WalkState): Promise<WalkContract[]> =>
    (await walkOf(desk)).contracts.filter((contract) => contract.state === state).slice(0, 8);

  const answer = ({ cells }: WalkContract, asked: readonly string[] = []) =>
    Object.fromEntries(asked.map((name) => [name, cells[name] ?? ""]));

  test("tells exactly what was agreed, at least three contracts in each state, the first branch's first", async () => {
    const walk = await walkOf(desk);
    expect(Object.keys(walk)).toEqual(["url", "apiKey", "databaseUrl", "staff", "contracts", "stock"]);
    for (const person of walk.staff) {
      expect(Object.keys(person)).toEqual(["username", "role", "branchCode", "password", "otp", "seed"]);
      expect(person.password.length).toBeGreaterThanOrEqual(12);
    }
    for (const contract of walk.contracts) {
      expect(Object.keys(contract)).toEqual([
        "contractorId",
        "password",
        "serial",
        "otp",
        "cells",
        "state",
        "seed",
      ]);
      expect(Object.keys(contract.cells).join("")).toBe("アイウエオカキク");
      const hasToken = ["registered", "delivered", "locked"].includes(contract.state);
      expect([contract.serial !== null, contract.otp !== null]).toEqual([hasToken, hasToken]);
    }
    for (const state of walkStates) {
      const of = walk.contracts.filter((contract) => contract.state === state);
      expect(of.length, state).toBeGreaterThanOrEqual(3);
      expect(of.slice(0, 3).every(({ contractorId }) => contractorId.startsWith("20001"))).toBe(true);
    }
  });

  test("the API key opens what a login server and a counter need", async () => {
    const admission = await authenticateClient(desk.login, (await walkOf(desk)).apiKey);
    expect(admission?.actor).toMatchObject({
      name: "demo",
      scopes: ["status:read", "login:check", "tokens:resync"],
    });
  });

  describe("each contract is where the list says", () => {
    test("registered: the OTP lets in, and asking again gives one that lets in again", async () => {
      for (const contract of await inState("registered")) {
        const { contractorId, password, otp } = contract;
        const { loginId, factor } = await checkPassword(customer(desk), { contractorId, password });
        expect(factor).toBe("otp");
        expect(await checkFactor(customer(desk), { loginId, otp }), contractorId).toMatchObject({
          outcome: "accepted",
        });
      }
      const again = await inState("registered");
      expect(again.length).toBeGreaterThanOrEqual(3);
      for (const { contractorId, otp } of again) {
        expect(await checkOtp(customer(desk), { contractorId, otp })).toEqual({ outcome: "accepted" });
      }
    });

    test("locked: told after the right password, and no OTP helps", async () => {
      for (const { contractorId, password, otp } of await inState("locked")) {
        expect(await checkPassword(customer(desk), { contractorId, password })).toMatchObject({
          outcome: "locked",
        });
        expect(await checkOtp(customer(desk), { contractorId, otp })).toEqual({ outcome: "locked" });
      }
    });

    test("gap: the card lets in, and nothing waits to be registered", async () => {
      for (const contract of await inState("gap")) {
        const { contractorId, password } = contract;
        const begun = await checkPassword(customer(desk), { contractorId, password });
        expect(begun).toMatchObject({ outcome: "factor_required", factor: "card" });
        expect(begun.registration).toBeUndefined();
        const cells = answer(contract, begun.cells);
        expect(await checkFactor(customer(desk), { loginId: begun.loginId, cells })).toMatchObject({
          outcome: "accepted",
        });
      }
    });

    test("delivered: serial, OTP and card register the token", async () => {
      for (const contract of await inState("delivered")) {
        const { contractorId, password, serial, otp } = contract;
        const begun = await checkPassword(customer(desk), { contractorId, password });
        const cells = answer(contract, begun.registration?.cells);
        const registration = { loginId: begun.loginId, serial, otp, cells };
        expect(await register(customer(desk), registration), contractorId).toMatchObject({
          outcome: "accepted",
          serial,
        });
        expect(
          (await walkOf(desk)).contracts.find((one) => one.contractorId === contractorId)?.state,
        ).not.toBe("delivered");
      }
    });

    test("new: the password is enough", async () => {
      for (const { contractorId, password } of await inState("new")) {
        expect(await checkPassword(customer(desk), { contractorId, password })).toMatchObject({
          outcome: "accepted",
        });
      }
    });
  });

  test("everybody of the staff can sign in, and again at once with the next code", async () => {
    const context = () => ({
      db: desk.in("sign_in"),
      now: new Date(),
      keys,
      request: { id: "test", address: "192.0.2.9" },
    });
    for (const { username, password, otp, role } of (await walkOf(desk)).staff) {
      const first = await checkStaffPassword(context(), { username, password });
      const session = await checkStaffOtp(context(), { sessionId: first, otp });
      expect(await readSession({ ...context(), db: desk.db }, session)).toMatchObject({ role });
    }
    const again = (await walkOf(desk)).staff.find(({ role }) => role === "clerk");
    const first = await checkStaffPassword(context(), again);
    await expect(checkStaffOtp(context(), { sessionId: first, otp: again?.otp })).resolves.toBeTruthy();
  });

  test("a database that is no demo tells nothing", async () => {
    const other = await createDatabase();
    const asked = walkOf(other).catch((error: Error) => error);
    expect(await asked).toMatchObject({
      name: "ScriptFailure",
      message: expect.stringContaining("no demo data"),
    });
    await other.drop();
  });
}
