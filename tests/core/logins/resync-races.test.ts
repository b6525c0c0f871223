import { describe, expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { withDatabase } from "#tests/support/database.ts";
import { contextOf, makeContract, now, wrongOtpOf } from "./fixtures.ts";
import { pair, resyncsIn, wrong } from "./resync-desk.ts";

const desk = withDatabase();
const { outcomeOf, login, otpFails, events } = resyncsIn(desk);

describe("at once", () => {
  async function atOnce(times: number, work: (nth: number) => Promise<string>) {
    const counted: Record<string, number> = {};
    for (const outcome of await Promise.all(Array.from({ length: times }, (_, nth) => work(nth)))) {
      counted[outcome] = (counted[outcome] ?? 0) + 1;
    }
    return counted;
  }

  test("100 copies of one right pair: one accepted, nobody locked", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const otps = pair(contract.token, 7);
    expect(await atOnce(100, () => outcomeOf(contract, otps))).toEqual({ accepted: 1, rejected: 99 });
    expect(await otpFails(contract)).toBe(0);
  });

  test("100 wrong pairs: five looked at, the counter exactly five", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    expect(await atOnce(100, () => outcomeOf(contract, wrong(contract.token)))).toEqual({
      rejected: 5,
      locked: 95,
    });
    expect(await otpFails(contract)).toBe(5);
    expect((await events(contract)).filter((event) => event.endsWith("limit"))).toHaveLength(1);
  });

  test("wrong pairs and wrong logins share one limit", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId, token } = contract;
    const outcomes = await atOnce(60, async (nth) =>
      nth % 2
        ? outcomeOf(contract, wrong(token))
        : (await checkOtp(contextOf(desk.login), { contractorId, otp: wrongOtpOf(token, nth) })).outcome,
    );
    expect(outcomes).toEqual({ rejected: 5, locked: 55 });
    expect(await otpFails(contract)).toBe(5);
  });

  test.each([0, 1])("a login by code %i of the pair, and the pair: never both", async (offset) => {
    for (let round = 0; round < 20; round++) {
      const contract = await makeContract(desk.sql, { token: "active" });
      const otps = pair(contract.token, 0);
      const both = await Promise.all(
        round % 2
          ? [outcomeOf(contract, otps), login(contract, offset)]
          : [login(contract, offset), outcomeOf(contract, otps)],
      );
      expect(both.toSorted()).toEqual(["accepted", "rejected"]);
    }
  });

  test("a form that revokes the token, and a pair of it: no deadlock is told, and the token stays revoked", async () => {
    for (let round = 0; round < 10; round++) {
      const contract = await makeContract(desk.sql, { token: "active" });
      const revoke = desk.sql.begin(async (sql) => {
        await sql`update tokens set state = 'revoked' where id = ${contract.token.id}`;
        await sql`update login_accounts set card_opened_at = ${now} where contract_id = ${contract.contractId}`;
      });
      const [outcome] = await Promise.all([
        outcomeOf(contract, pair(contract.token, 0)),
        revoke.catch(() => {}),
      ]);
      expect(["accepted", "locked"]).toContain(outcome);
    }
  });
});
