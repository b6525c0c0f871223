import { describe, expect, test } from "vitest";
import { withCalls } from "#tests/api/calls.ts";
import {
  answerOf,
  makeContract,
  makeToken,
  otpOf,
  canaryPassword as password,
} from "#tests/core/logins/fixtures.ts";

const { desk, call, answer } = withCalls();

describe("look-alikes are byte for byte the same", () => {
  const bytes = async (response: Response) => {
    // The hour and the caller's own calls go on, whatever the answer.
    const headers = [...response.headers].filter(([name]) => !/^(date|ratelimit-.*)$/.test(name)).sort();
    return JSON.stringify([response.status, headers, await response.text()]);
  };

  test("unknown, wrong, locked with a wrong and with the right password", async () => {
    const { contractorId } = await makeContract(desk.sql, { token: "active" });
    const locked = await makeContract(desk.sql, { token: "active", fails: { password: 5 } });
    const seen = new Set<string>();
    for (const body of [
      { contractorId: "99999999999", password },
      { contractorId, password: "wrong" },
      { contractorId: locked.contractorId, password: "wrong" },
      { contractorId: locked.contractorId, password },
    ]) {
      seen.add(await bytes(await call("POST", "/login-checks", { body })));
    }
    expect(seen.size).toBe(1);
  });

  test("a serial unknown, unsent, foreign or retired", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    const other = await makeContract(desk.sql, { order: "delivered" });
    const { contractorId } = contract;
    const { loginId, registration } = (
      await answer("POST", "/login-checks", { body: { contractorId, password } })
    ).body;
    const stock = await makeToken(desk.sql, "in_stock");
    const retired = await makeToken(desk.sql, "revoked");
    const seen = new Set<string>();
    for (const token of [other.sent, stock, retired, { ...stock, serial: "0X0000000ZZ0" }]) {
      const cells = answerOf(contract, registration.cells);
      const body = { loginId, serial: token.serial, otp: otpOf(token), cells };
      seen.add(await bytes(await call("POST", "/registrations", { body })));
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain("rejected");
  });
});
