import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { makeContract } from "#tests/core/logins/fixtures.ts";
import { numbers, rounds, tally, within, withTwoProcesses, wrongCodes } from "#tests/races/support.ts";

const desk = withTwoProcesses();
afterEach(async () => {
  await desk.sql`update settings set otp_limit = 5`;
});

const guesses = 1_000;
const limit = 400;

/** Sends wrong OTPs, 50 on their way at any time, and calls `strike`, if any, once some have been answered. */
async function guess(contractorId: string, codes: readonly string[], strike?: () => Promise<void>) {
  const answers: Awaited<ReturnType<typeof desk.post>>[] = [];
  let sent = 0;
  const strikeAt = 150;
  let struck: Promise<void> | undefined;
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      while (sent < codes.length) {
        const nth = sent++;
        answers.push(await desk.post(nth, "/otp-checks", { contractorId, otp: codes[nth] }));
        if (answers.length === strikeAt) struck = strike?.();
      }
    }),
  );
  await struck;
  return answers;
}

describe(`${guesses} wrong guesses, ${rounds} rounds`, () => {
  test.each([
    [
      "a process",
      async () => {
        await desk.processes[0]?.end("SIGKILL");
        await desk.restart(0);
      },
    ],
    ["a database backend", () => desk.killBackends()],
  ] as const)(
    "kill -9 of %s among them: every one that was told is counted, and never more than the limit",
    async (_, kill) => {
      await desk.sql`update settings set otp_limit = ${limit}`;
      for (const pauseMs of numbers("kill", 0, 20)) {
        const { contractId, contractorId, token } = await makeContract(desk.sql, { token: "active" });
        const codes = wrongCodes(token, guesses);
        const answers = await guess(contractorId, codes, async () => {
          await sleep(pauseMs);
          await kill();
        });
        const { rejected = 0 } = tally(answers);
        expect(rejected).toBeGreaterThan(0);
        // It struck in the middle: some never heard, or heard that the database was away.
        expect(answers.some(({ status }) => status === 0 || status === 503)).toBe(true);
        const [row] = await desk.sql`select otp_fails as counted,
            (select count(*)::int from login_events where contract_id = ${contractId} and outcome = 'rejected') as told
          from login_accounts where contract_id = ${contractId}`;
        expect(row?.counted).toBeGreaterThanOrEqual(rejected);
        expect(row?.counted).toBeLessThanOrEqual(limit);
        expect(row?.told).toBe(row?.counted);
        // What is left goes on being counted, up to the limit and no further.
        const left = limit - Number(row?.counted);
        const rest = tally(await guess(contractorId, wrongCodes(token, limit + 50)));
        expect({ rejected: 0, ...rest }).toEqual({ rejected: left, locked: limit + 50 - left });
        const [after] =
          await desk.sql`select otp_fails from login_accounts where contract_id = ${contractId}`;
        expect(after?.otp_fails).toBe(limit);
      }
    },
    within(30_000),
  );
});
