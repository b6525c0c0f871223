import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { CardCell } from "#core/logins/rules.ts";
import {
  answerOf,
  type MadeContract,
  makeContract,
  canaryPassword as password,
} from "#tests/core/logins/fixtures.ts";
import {
  codeNow,
  numbers,
  rounds,
  settleInStep,
  tally,
  within,
  withTwoProcesses,
} from "#tests/races/support.ts";

const desk = withTwoProcesses();

/** A login that may register, and what it asks for. */
async function begin(contract: MadeContract, nth = 0) {
  const { contractorId } = contract;
  const { body } = await desk.post(nth, "/login-checks", { contractorId, password });
  const { cells } = body.registration as { cells: CardCell[] };
  return { loginId: body.loginId, cells: answerOf(contract, cells) };
}

/** The tokens that stand bound to a contract, and the states of both and of the order. */
async function swapOf({ contractId, token, sent }: MadeContract) {
  const live =
    await desk.sql`select token_id from bindings where contract_id = ${contractId} and unbound_at is null`;
  const [states] = await desk.sql<{ old: string; new: string; order: string; audited: number }[]>`select
    (select state from tokens where id = ${token.id}) as old, (select state from tokens where id = ${sent.id}) as new,
    (select state from orders where contract_id = ${contractId}) as "order",
    (select count(*)::int from audit where action = 'token.register' and contract_id = ${contractId}) as audited`;
  if (!states) throw new Error("a select of nothing but subselects has one row");
  return { bound: live.map((row) => row.token_id), ...states };
}

describe(`over two processes, ${rounds} rounds`, () => {
  test(
    "100 registrations of one serial at once: one binding, one receipt",
    async () => {
      for (let round = 0; round < rounds; round++) {
        const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
        const logins = await Promise.all([0, 1, 2, 3].map((nth) => begin(contract, nth)));
        await settleInStep();
        const { serial } = contract.sent;
        const otp = codeNow(contract.sent);
        const answers = await Promise.all(
          Array.from({ length: 100 }, (_, nth) =>
            desk.post(nth, "/registrations", { ...logins[nth % 4], serial, otp }),
          ),
        );
        expect(tally(answers).accepted).toBe(1);
        // Who comes after the login has ended is told that there is none.
        expect(answers.filter(({ status }) => ![201, 404, 422].includes(status))).toEqual([]);
        expect(await swapOf(contract)).toMatchObject({
          bound: [contract.sent.id],
          new: "active",
          audited: 1,
        });
      }
    },
    within(8_000),
  );

  test(
    "kill -9 of the process or of its database connection in mid-swap: the whole exchange or none of it",
    async () => {
      for (const [round, pauseMs] of numbers("swap", 0, 25).entries()) {
        const contract = await makeContract(desk.sql, { token: "active", order: "delivered" });
        const login = await begin(contract);
        await settleInStep();
        const given = { ...login, serial: contract.sent.serial, otp: codeNow(contract.sent) };
        const asked = desk.post(0, "/registrations", given);
        await sleep(pauseMs);
        if (round % 2 === 0) {
          await desk.processes[0]?.end("SIGKILL");
          await desk.restart(0);
        } else await desk.killBackends();
        const { outcome } = await asked;
        const { bound, ...states } = await swapOf(contract);
        const done = { old: "revoked", new: "active", order: "completed", audited: 1 };
        const none = { old: "active", new: "delivered", order: "delivered", audited: 0 };
        expect([done, none]).toContainEqual(states);
        expect(bound).toEqual([states.new === "active" ? contract.sent.id : contract.token.id]);
        if (outcome === "accepted") expect(states).toEqual(done);
      }
    },
    within(15_000),
  );
});
