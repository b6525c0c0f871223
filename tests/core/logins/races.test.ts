import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { register } from "#core/logins/register.ts";
import { type Connection, connect } from "#db/client.ts";
import { withDatabase } from "#tests/support/database.ts";
import {
  answerOf,
  contextOf,
  makeContract,
  otpOf,
  canaryPassword as password,
  registrationOf,
  wrongAnswerOf,
  wrongOtpOf,
} from "./fixtures.ts";

const desk = withDatabase();
let processes: Record<"login" | "console", Connection>[] = [];

/** Two pools of a role stand for two processes: nothing that holds may live in one of them. */
beforeAll(() => {
  const open = (role: "login" | "console") => connect(desk.url, { role, max: 20 });
  processes = [1, 2].map(() => ({ login: open("login"), console: open("console") }));
});
afterAll(async () => {
  await Promise.all(processes.flatMap((pools) => [pools.login.close(), pools.console.close()]));
});

/** Does something many times at once, spread over two processes; what failed stands as its code. */
async function atOnce(
  times: number,
  work: (context: ReturnType<typeof registrationOf>, nth: number) => unknown,
) {
  const outcomes = await Promise.all(
    Array.from({ length: times }, async (_, nth) => {
      const { login, console } = processes[nth % 2] ?? expect.unreachable();
      const context = registrationOf({ login: login.db, db: console.db });
      try {
        const answer = (await work(context, nth)) as { outcome: string };
        return answer.outcome;
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    }),
  );
  const counted: Record<string, number> = {};
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}

async function account(contractId: string) {
  const [row] = await desk.sql`select * from login_accounts where contract_id = ${contractId}`;
  return row;
}

describe("at once", () => {
  test("200 copies of one right OTP: one success, nobody locked", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId } = contract;
    const outcomes = await atOnce(200, (context) =>
      checkOtp(context, { contractorId, otp: otpOf(contract.token) }),
    );
    expect(outcomes).toEqual({ accepted: 1, rejected: 199 });
    expect((await account(contract.contractId))?.otp_fails).toBe(0);
  });

  test("200 copies of one right OTP in one login: one success", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId } = contract;
    const { loginId } = await checkPassword(contextOf(desk.login), { contractorId, password });
    const otp = otpOf(contract.token);
    const outcomes = await atOnce(200, (context) => checkFactor(context, { loginId, otp }));
    expect(outcomes).toEqual({ accepted: 1, rejected: 199 });
  });

  test("200 wrong OTPs: five evaluated, the counter exactly five", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId } = contract;
    const outcomes = await atOnce(200, (context, nth) =>
      checkOtp(context, { contractorId, otp: wrongOtpOf(contract.token, nth) }),
    );
    expect(outcomes).toEqual({ rejected: 5, locked: 195 });
    expect((await account(contract.contractId))?.otp_fails).toBe(5);
    const [{ limits } = {}] = await desk.sql`select count(*)::int as limits from login_events
      where contract_id = ${contract.contractId} and reached_limit`;
    expect(limits).toBe(1);
  });

  test("a right OTP among 200 wrong ones is either let in or locked out, and never resets a lock", async () => {
    for (let round = 0; round < 5; round++) {
      const contract = await makeContract(desk.sql, { token: "active", fails: { otp: 3 } });
      const { contractorId, token } = contract;
      const outcomes = await atOnce(200, (context, nth) =>
        checkOtp(context, { contractorId, otp: nth === 20 ? otpOf(token) : wrongOtpOf(token, nth) }),
      );
      const accepted = outcomes.accepted ?? 0;
      expect(outcomes.rejected).toBeLessThanOrEqual(accepted ? 9 : 2);
      expect((await account(contract.contractId))?.otp_fails).toBe(5);
    }
  });

  test("60 wrong passwords: the counter exactly five", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId } = contract;
    await atOnce(60, (context, nth) => checkPassword(context, { contractorId, password: `wrong ${nth}` }));
    expect((await account(contract.contractId))?.password_fails).toBe(5);
  });

  test("200 copies of one right card answer: one success", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { contractorId } = contract;
    const logins = await Promise.all(
      Array.from({ length: 4 }, () => checkPassword(contextOf(desk.login), { contractorId, password })),
    );
    const cells = answerOf(contract, logins[0]?.cells);
    const outcomes = await atOnce(200, (context, nth) =>
      checkFactor(context, { loginId: logins[nth % 4]?.loginId, cells }),
    );
    expect(outcomes).toEqual({ accepted: 1, rejected: 199 });
    expect(await account(contract.contractId)).toMatchObject({ card_uses: 1, card_fails: 0 });
  });

  test("200 wrong card answers: three evaluated", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { contractorId } = contract;
    const { loginId, cells: asked } = await checkPassword(contextOf(desk.login), { contractorId, password });
    const cells = wrongAnswerOf(contract, asked);
    const outcomes = await atOnce(200, (context) => checkFactor(context, { loginId, cells }));
    expect(outcomes).toEqual({ rejected: 3, locked: 197 });
    expect((await account(contract.contractId))?.card_fails).toBe(3);
  });

  test("40 first looks at the card: one pair", async () => {
    const { contractorId } = await makeContract(desk.sql, { gap: true });
    const pairs = new Set<string>();
    await atOnce(40, async (context) => {
      const answer = await checkPassword(context, { contractorId, password });
      pairs.add(String(answer.cells));
      return answer;
    });
    expect(pairs.size).toBe(1);
  });

  test.each([1, 5])("100 registrations of one serial from %i logins: one binding", async (many) => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const { contractorId } = contract;
    const logins = await Promise.all(
      Array.from({ length: many }, () => checkPassword(contextOf(desk.login), { contractorId, password })),
    );
    const registration = (nth: number) => ({
      loginId: logins[nth % many]?.loginId,
      serial: contract.sent.serial,
      otp: otpOf(contract.sent),
      cells: answerOf(contract, logins[0]?.registration?.cells),
    });
    const outcomes = await atOnce(100, (context, nth) => register(context, registration(nth)));
    expect(outcomes.accepted).toBe(1);
    expect(
      Object.keys(outcomes).filter((code) => !["accepted", "rejected", "not_found"].includes(code)),
    ).toEqual([]);
    const bound = await desk.sql`select * from bindings where token_id = ${contract.sent.id}`;
    expect(bound).toHaveLength(1);
    const written = await desk.sql`select * from audit where action = 'token.register'
      and contract_id = ${contract.contractId}`;
    expect(written).toHaveLength(1);
    expect(await account(contract.contractId)).toMatchObject({ otp_fails: 0, card_fails: 0 });
  });

  test("100 strangers who register a serial sent to somebody else: no binding", async () => {
    const owner = await makeContract(desk.sql, { order: "delivered" });
    const strangers = await Promise.all(
      Array.from({ length: 20 }, () => makeContract(desk.sql, { order: "delivered" })),
    );
    const tryTheirs = async (context: ReturnType<typeof registrationOf>, nth: number) => {
      const stranger = strangers[nth % strangers.length] ?? owner;
      const login = await checkPassword(context, { contractorId: stranger.contractorId, password });
      return register(context, {
        loginId: login.loginId,
        serial: owner.sent.serial,
        otp: otpOf(owner.sent),
        cells: answerOf(stranger, login.registration?.cells),
      });
    };
    const outcomes = await atOnce(100, tryTheirs);
    expect(outcomes).toEqual({ rejected: 100 });
    expect(await desk.sql`select * from bindings where token_id = ${owner.sent.id}`).toHaveLength(0);
  });

  test("the post delivers while the customer registers: both hold, or the customer asks again", async () => {
    for (let round = 0; round < 10; round++) {
      const contract = await makeContract(desk.sql, { gap: true, order: "shipped" });
      const { contractorId, sent } = contract;
      const login = await checkPassword(contextOf(desk.login), { contractorId, password });
      const [answer] = await Promise.all([
        register(registrationOf(desk), {
          loginId: login.loginId,
          serial: sent.serial,
          otp: otpOf(sent),
          cells: answerOf(contract, login.registration?.cells),
        }),
        desk.sql`update orders set state = 'delivered' where token_id = ${sent.id} and state = 'shipped'`,
        desk.sql`update tokens set state = 'delivered' where id = ${sent.id} and state = 'in_transit'`,
      ]);
      expect(answer.outcome).toBe("accepted");
    }
  });
});
