import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rotateKeys } from "#core/keys/rotate.ts";
import type { CardCell } from "#core/logins/rules.ts";
import { type SealKeys, seal, sealKeysOf } from "#core/seal.ts";
import { type Api, newClient, openApi, send } from "#tests/api/support.ts";
import { held, heldAndWaiting, openRotation, stockTokens } from "#tests/core/keys/fixtures.ts";
import {
  answerOf,
  canaryPassword,
  type MadeContract,
  makeContract,
  otpOf,
} from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const tokensInStock = 2_000;

/** A process of the API, which starts again with other keys, and is asked nothing meanwhile. */
type Process = { keys: SealKeys; api: Api; close(): Promise<void> };
const processes: Process[] = [];
const contracts: MadeContract[] = [];
let card: MadeContract;
let key = "";

beforeAll(async () => {
  for (let nth = 0; nth < 12; nth++) {
    contracts.push(await makeContract(desk.sql, { token: "active", model: { kind: "hotp" } }));
  }
  card = await makeContract(desk.sql, { gap: true });
  // The fixtures' staff never sign in: what stands for their secrets was never sealed.
  await desk.sql`update staff set otp_key_version = 9`;
  await stockTokens(desk.sql, held(1), tokensInStock);
  key = (await newClient(desk, ["login:check"])).key;
  for (let nth = 0; nth < 2; nth++) {
    const process = { keys: held(1) };
    processes.push(Object.assign(process, openApi(desk.url, { keys: () => process.keys })));
  }
});
afterAll(async () => {
  await Promise.all(processes.map(({ close }) => close()));
});

const of = (nth: number): Process => processes[nth % processes.length] ?? processes[0] ?? never();
function never(): never {
  throw new Error("there are processes");
}

/** One answer of the API: its outcome, or its status where that is not 200. */
async function ask(nth: number, path: string, body: unknown) {
  const response = await send(of(nth).api, path, { key, body });
  const answer = (await response.json()) as Record<string, unknown>;
  return { ...answer, outcome: response.status === 200 ? String(answer.outcome) : `${response.status}` };
}

/** Logs contracts in by OTP without a pause until told to stop; what each check came to. */
async function logIn(until: () => boolean): Promise<string[]> {
  const outcomes: string[] = [];
  await Promise.all(
    contracts.map(async ({ contractorId, token }, nth) => {
      for (; !until(); used[nth] = counter(nth) + 1) {
        const otp = otpOf(token, counter(nth));
        outcomes.push((await ask(nth + counter(nth), "/otp-checks", { contractorId, otp })).outcome);
      }
    }),
  );
  return outcomes;
}
const used: number[] = [];
const counter = (nth: number) => used[nth] ?? 0;

/** The same by password and card, for one contract. */
async function logInByCard(contract: MadeContract, until: () => boolean): Promise<string[]> {
  const outcomes: string[] = [];
  for (let nth = 0; !until(); nth++) {
    const { contractorId } = contract;
    const { loginId, cells } = (await ask(nth, "/login-checks", {
      contractorId,
      password: canaryPassword,
    })) as {
      loginId?: string;
      cells?: CardCell[];
    };
    outcomes.push(
      (await ask(nth, `/login-checks/${loginId}/factor`, { cells: answerOf(contract, cells) })).outcome,
    );
  }
  return outcomes;
}

/** Gives the processes other keys, one after the other; whichever has them seals with them, and both must open. */
async function restart(keys: SealKeys) {
  for (const process of processes) {
    process.keys = keys;
    for (const { token } of contracts.slice(0, 4)) {
      const { sealed, keyVersion } = seal(process.keys, token.serial, token.seed);
      await desk.sql`update tokens set seed_sealed = ${sealed}, seed_key_version = ${keyVersion} where id = ${token.id}`;
    }
    await sleep(200);
  }
}

async function rotate(keys: SealKeys) {
  const { context, close } = openRotation(desk.url, keys);
  const ended = await rotateKeys(context, { stop: new AbortController().signal, onProgress() {} });
  await close();
  return ended;
}

test("keys rotate there and back while customers log in, and the old ones go: no check fails", async () => {
  let over = false;
  const checks = Promise.all([logIn(() => over), logInByCard(card, () => over)]);
  const rotations = [];
  for (const [from, to] of [
    [1, 2],
    [2, 3],
    [3, 4],
  ] as const) {
    await restart(heldAndWaiting(from, to));
    await restart(held(from, to));
    rotations.push(await rotate(held(from, to)));
    await restart(held(to));
  }
  over = true;
  const [byOtp, byCard] = await checks;

  expect(rotations.every(({ finished, shut }) => finished && shut.length === 0)).toBe(true);
  expect(rotations.map(({ done }) => done >= tokensInStock)).toEqual([true, true, true]);
  expect(new Set(byOtp)).toEqual(new Set(["accepted"]));
  expect(new Set(byCard)).toEqual(new Set(["accepted"]));
  expect(byOtp.length).toBeGreaterThan(200);
  expect(byCard.length).toBeGreaterThan(5);
  const [counted] = await desk.sql`
    select count(*) filter (where outcome = 'accepted')::int as accepted,
      count(*) filter (where outcome not in ('accepted', 'factor_required'))::int as others from login_events`;
  expect(counted).toMatchObject({ others: 0 });
});

test.each([
  ["does not hold the key", held(1)],
  ["holds another under its version", sealKeysOf([{ version: 4, key: Buffer.alloc(32, 0x77) }])],
])("a process that %s is closed, counts nothing, and opens again with it", async (_, wrong) => {
  const [contract] = contracts;
  if (!contract) return never();
  const { contractorId, token } = contract;
  const otp = otpOf(token, counter(0));
  for (const process of processes) process.keys = wrong;
  expect((await ask(0, "/otp-checks", { contractorId, otp })).outcome).toBe("503");
  const [row] = await desk.sql`select otp_fails from login_accounts where contractor_id = ${contractorId}`;
  expect(row?.otp_fails).toBe(0);
  for (const process of processes) process.keys = held(4);
  expect((await ask(0, "/otp-checks", { contractorId, otp })).outcome).toBe("accepted");
  used[0] = counter(0) + 1;
});
