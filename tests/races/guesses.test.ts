import { describe, expect, test } from "vitest";
import { makeContract, canaryPassword as password } from "#tests/core/logins/fixtures.ts";
import {
  codeNow,
  numbers,
  rounds,
  settleInStep,
  tally,
  within,
  withTwoProcesses,
  wrongCodes,
} from "#tests/races/support.ts";

const desk = withTwoProcesses();

async function failsOf(contractId: string) {
  const [row] = await desk.sql`select password_fails, otp_fails, card_fails from login_accounts
    where contract_id = ${contractId}`;
  return row;
}

describe(`over two processes, ${rounds} rounds`, () => {
  test(
    "500 wrong OTPs at once: no more looked at than the limit, the counter exactly there, a right one then refused",
    async () => {
      for (const limit of numbers("wrong", 1, 9)) {
        await desk.sql`update settings set otp_limit = ${limit}`;
        const { contractId, contractorId, token } = await makeContract(desk.sql, { token: "active" });
        const guesses = wrongCodes(token, 500);
        const answers = await Promise.all(
          guesses.map((otp, nth) => desk.post(nth, "/otp-checks", { contractorId, otp })),
        );
        expect(tally(answers)).toEqual({ rejected: limit, locked: 500 - limit });
        for (const nth of [0, 1]) {
          const right = await desk.post(nth, "/otp-checks", { contractorId, otp: codeNow(token) });
          expect(right.outcome).toBe("locked");
        }
        expect(await failsOf(contractId)).toMatchObject({ otp_fails: limit });
        const events = await desk.sql`select outcome, count(*)::int as many from login_events
          where contract_id = ${contractId} group by outcome order by outcome`;
        expect(events.map((row) => ({ ...row }))).toEqual([
          { outcome: "locked", many: 502 - limit },
          { outcome: "rejected", many: limit },
        ]);
      }
      await desk.sql`update settings set otp_limit = 5`;
    },
    within(8_000),
  );

  test(
    "one right OTP 200 times at once: one success, nothing counted",
    async () => {
      for (let round = 0; round < rounds; round++) {
        const { contractId, contractorId, token } = await makeContract(desk.sql, { token: "active" });
        await settleInStep();
        const otp = codeNow(token);
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, nth) => desk.post(nth, "/otp-checks", { contractorId, otp })),
        );
        expect(tally(answers)).toEqual({ accepted: 1, rejected: 199 });
        expect(await failsOf(contractId)).toMatchObject({ otp_fails: 0 });
      }
    },
    within(12_000),
  );

  test(
    "after a step, neither it nor an older one is ever accepted, whichever process is asked",
    async () => {
      for (let round = 0; round < rounds; round++) {
        const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
        await settleInStep();
        const at = (nth: number, offset: number) =>
          desk.post(nth, "/otp-checks", { contractorId, otp: codeNow(token, offset) });
        const outcomes: (string | undefined)[] = [];
        // Each on the process that did not see the one before.
        for (const [nth, offset] of [0, 0, -1, 1, 0, 1].entries())
          outcomes.push((await at(nth, offset)).outcome);
        expect(outcomes).toEqual(["accepted", "rejected", "rejected", "accepted", "rejected", "rejected"]);
      }
    },
    within(12_000),
  );

  test(
    "a right password and a right OTP are refused while locked, and leave the counters alone",
    async () => {
      for (const limit of numbers("locked", 1, 6)) {
        await desk.sql`update settings set password_limit = ${limit}`;
        const { contractId, contractorId } = await makeContract(desk.sql, {
          token: "active",
          fails: { password: limit },
        });
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, nth) => desk.post(nth, "/login-checks", { contractorId, password })),
        );
        expect(tally(answers)).toEqual({ rejected: 6 });
        expect(await failsOf(contractId)).toEqual({ password_fails: limit, otp_fails: 0, card_fails: 0 });
      }
      await desk.sql`update settings set password_limit = 5`;
    },
    within(3_000),
  );

  test(
    "a spray over contracts from one address is throttled, locks nobody, and keeps no customer elsewhere out",
    async () => {
      const sprayed = Math.min(10_000, rounds * 500);
      await desk.sql`update settings set address_failure_limit = 300`;
      const { contractorId } = await makeContract(desk.sql);
      await desk.sql`insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code,
          address, account_number, opened_on, created_at)
        select gen_random_uuid(), (81000000000 + n)::text, branch_code, name, kana, kana_search, postal_code, address,
          account_number, opened_on, created_at
        from contracts, generate_series(1, ${sprayed}::int) n where contractor_id = ${contractorId}`;
      await desk.sql`insert into login_accounts (contract_id, contractor_id, password_hash, cells_sealed, cells_key_version)
        select c.id, c.contractor_id, a.password_hash, a.cells_sealed, a.cells_key_version
        from contracts c, login_accounts a where a.contractor_id = ${contractorId}
          and c.contractor_id between '81000000001' and '81999999999'`;
      const answers = [];
      for (let from = 1; from <= sprayed; from += 200) {
        const some = Array.from({ length: Math.min(200, sprayed - from + 1) }, (_, nth) => from + nth);
        answers.push(
          ...(await Promise.all(
            some.map((nth) =>
              desk.post(nth, "/login-checks", {
                contractorId: String(81_000_000_000 + nth),
                password: "spray",
              }),
            ),
          )),
        );
      }
      const statuses = new Map<number, number>();
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(Object.fromEntries(statuses)).toEqual({ 200: 300, 429: sprayed - 300 });
      const [counted] = await desk.sql`select sum(password_fails)::int as fails, max(password_fails) as most
        from login_accounts where contractor_id between '81000000001' and '81999999999'`;
      expect(counted).toEqual({ fails: 300, most: 1 });
      const here = await desk.post(0, "/login-checks", { contractorId, password });
      expect(here.status).toBe(429);
      const elsewhere = await desk.post(1, "/login-checks", { contractorId, password }, "198.51.100.7");
      expect(elsewhere.outcome).toBe("accepted");
      await desk.sql`update settings set address_failure_limit = null`;
      await desk.sql`truncate address_failures`;
    },
    within(3_000),
  );

  test(
    "the pair of cells is kept over reloads and failures on both, and answered once",
    async () => {
      for (let round = 0; round < rounds; round++) {
        const contract = await makeContract(desk.sql, { gap: true });
        const { contractorId } = contract;
        const reloads = await Promise.all(
          Array.from({ length: 10 }, (_, nth) => desk.post(nth, "/login-checks", { contractorId, password })),
        );
        const pairs = new Set(reloads.map(({ body }) => String(body.cells)));
        expect(pairs.size).toBe(1);
        const asked = reloads[0]?.body.cells as (keyof typeof contract.cells)[];
        expect(new Set(asked).size).toBe(2);
        const cells = Object.fromEntries(asked.map((name) => [name, contract.cells[name]]));
        const wrong = Object.fromEntries(
          asked.map((name) => [name, String((Number(contract.cells[name]) + 1) % 100)]),
        );
        const factor = (nth: number, answer: object) =>
          desk.post(nth, `/login-checks/${reloads[nth % 10]?.body.loginId}/factor`, { cells: answer });
        for (const nth of [0, 1]) expect((await factor(nth, wrong)).outcome).toBe("rejected");
        const again = await desk.post(round, "/login-checks", { contractorId, password });
        expect(String(again.body.cells)).toBe(String(asked));
        const answers = await Promise.all(Array.from({ length: 60 }, (_, nth) => factor(nth, cells)));
        expect(tally(answers)).toEqual({ accepted: 1, rejected: 59 });
      }
    },
    within(6_000),
  );
});
