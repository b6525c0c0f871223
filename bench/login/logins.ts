import { verify } from "@node-rs/argon2";
import { type Bench, withApi } from "#bench/desk.ts";
import { load } from "#bench/load.ts";
import { median, type Result } from "#bench/results.ts";
import { stepAt } from "#core/logins/otp.ts";
import { hashPassword } from "#core/passwords.ts";
import { contracts, forgetSteps } from "./fill.ts";
import { password } from "./people.ts";
import { factorRequest, outcomeOf, passwordRequest } from "./requests.ts";

const seconds = 5;
const rounds = 3;

/** Whole logins, password and then OTP, against nothing but the same Argon2id on the same cores. */
export async function measureLogins(bench: Bench): Promise<Result[]> {
  const bare: number[] = [];
  const logins: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await verifyAlone());
    await forgetSteps(bench);
    const measured = await withApi(bench, 1, (ports) =>
      load({ ports, connections: 16, seconds, talk: customers(), kindOf: outcomeOf }),
    );
    const { accepted = 0, factor_required = 0, ...others } = measured.answers;
    if (accepted === 0 || Object.keys(others).length > 0) {
      throw new Error(`not the logins that were to be measured: ${JSON.stringify(measured.answers)}`);
    }
    logins.push((measured.perSecond * accepted) / (accepted + factor_required));
    times.push(measured.p95);
  }
  const ratios = logins.map((perSecond, round) => perSecond / (bare[round] ?? Number.NaN));
  return [
    { name: "Argon2id alone, a second", value: median(bare), target: null, better: "higher" },
    { name: "password + OTP logins, a second", value: median(logins), target: null, better: "higher" },
    {
      name: "password + OTP logins, against Argon2id alone",
      value: median(ratios),
      target: 0.9,
      better: "higher",
    },
    { name: "password + OTP logins, p95 ms of a step", value: median(times), target: null, better: "lower" },
  ];
}

/** Customer after customer: the password, and after a right one the OTP. */
function customers(): () => (before: string) => Buffer {
  let next = 0;
  return () => {
    let who = 0;
    return (before) => {
      const loginId = /"loginId":"([\w-]+)"/.exec(before)?.[1];
      if (loginId !== undefined) return factorRequest(who, loginId, stepAt(new Date(), 30));
      who = next++ % contracts;
      return passwordRequest(who);
    };
  };
}

/** Verifications a second, with as many under way as keep every thread of the pool busy. */
async function verifyAlone(): Promise<number> {
  const hashed = await hashPassword(password);
  const until = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() < until) {
        await verify(hashed, password);
        done += 1;
      }
    }),
  );
  return done / seconds;
}
