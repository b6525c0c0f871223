import { setTimeout as sleep } from "node:timers/promises";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { staffOtpSecret, staffPassword } from "#demo/secrets.ts";
import { callAction } from "./actions.ts";
import { listActions } from "./built.ts";
import { sql } from "./database.ts";

const stepMs = 30_000;

/**
 * A code of somebody's authenticator that nobody has used yet: the oldest that the desk still takes, which leaves the
 * present one and the next for others. Waits only where all three are used up.
 */
export async function codeOf(username: string): Promise<string> {
  const [person] = await sql`select otp_last_step::int as used from staff where username = ${username}`;
  // The desk's slack is one step: a code that is about to leave it might come too late.
  const oldest = stepAt(new Date(Date.now() + 5_000), stepMs / 1000) - 1;
  const step = Math.max(oldest, person?.used + 1);
  await sleep(Math.max(0, (step - 1) * stepMs - Date.now()));
  return otpAt({ algorithm: "sha1", digits: 6 }, staffOtpSecret(username), step);
}

/** The cookie of a new session, made by the two steps of the sign-in as its pages call them, without the pages. */
export async function sessionOf(username: string, url = process.env.DESK_URL ?? ""): Promise<string> {
  const known = await step(url, "enterPassword", { username, password: staffPassword(username) });
  return step(url, "enterOtp", { otp: await codeOf(username) }, known);
}

async function step(url: string, name: string, typed: Record<string, string>, cookie?: string) {
  const file = "app/(sign-in)/sign-in/actions.ts";
  const action = listActions().find((one) => one.file === file && one.name === name);
  if (!action) throw new Error(`the build has no ${name}`);
  const { answer, outcome } = await callAction(url, action, cookie ? { cookie } : {}, typed);
  const kept = [answer.headers["set-cookie"] ?? []].flat().find((one) => one.includes("session=ey"));
  if (!kept) throw new Error(`no session after ${name}: ${outcome}`);
  return kept.split(";")[0] ?? "";
}
