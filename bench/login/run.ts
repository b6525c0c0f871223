import type { Bench } from "#bench/desk.ts";
import type { Result } from "#bench/results.ts";
import { fillContracts } from "./fill.ts";
import { measureLogins } from "./logins.ts";
import { measureLookAlikes } from "./look-alikes.ts";
import { measureOtpChecks } from "./otp-checks.ts";
import { measureStatus } from "./status.ts";

export async function run(bench: Bench): Promise<Result[]> {
  await fillContracts(bench);
  const results: Result[] = [];
  for (const measure of [measureOtpChecks, measureStatus, measureLogins, measureLookAlikes]) {
    results.push(...(await measure(bench)));
  }
  return results;
}
