import type { Sql } from "postgres";
import { type Role, roles } from "#core/staff/rules.ts";
import { ask } from "#tests/support/http.ts";
import { callAction } from "./actions.ts";
import { type Action, builtActions } from "./built.ts";
import { demo } from "./people.ts";

/** Somebody who asks: a member of staff by their cookie, or with none nobody at all. */
export type Asker = { who: Role | "nobody"; username: string; cookie: Record<string, string> };

/** Not one of the newcomers whom account.test.ts lets join: their factors are its own. */
const isOfTheDemo = ({ username }: { username: string }) => !username.startsWith("new-");

/** One person of each role with both factors, the two of a branch at the first one; and nobody. */
export async function askers(sql: Sql, url: string): Promise<Asker[]> {
  const actions = await builtActions(sql);
  const step = (name: string) =>
    actions.find((one) => one.file === "app/(sign-in)/sign-in/actions.ts" && one.name === name);
  const found: Asker[] = [{ who: "nobody", username: "", cookie: {} }];
  for (const role of roles) {
    // Asked for each anew: an OTP is told once, and is right for a minute.
    const staff = (await demo()).staff.filter(isOfTheDemo);
    const person = staff.findLast((one) => one.role === role && (one.branchCode ?? "001") === "001");
    if (!person) throw new Error(`the demo has no ${role}`);
    let cookie = {};
    for (const [name, typed] of [
      ["enterPassword", { username: person.username, password: person.password }],
      ["enterOtp", { otp: person.otp }],
    ] as const) {
      cookie = await sessionAfter(url, step(name), typed, cookie);
    }
    found.push({ who: role, username: person.username, cookie });
  }
  return found;
}

async function sessionAfter(url: string, step: Action | undefined, typed: object, cookie: object) {
  if (!step) throw new Error("the build has no such step of the sign-in");
  const { answer, outcome } = await callAction(url, step, { ...cookie }, { ...typed });
  const [kept] = [answer.headers["set-cookie"] ?? []].flat().filter((one) => one.includes("session=ey"));
  if (!kept) throw new Error(`no session after ${JSON.stringify(typed)}: ${outcome}`);
  return { cookie: kept.split(";")[0] ?? "" };
}

/** What an answer to a look at a page or a file comes to. */
export async function seen(url: string, path: string, { cookie }: Pick<Asker, "cookie">) {
  const answer = await ask(url, path, { headers: cookie });
  const { status, headers, text } = answer;
  const leads = String(headers.location ?? "");
  const others: Record<number, string> = { 200: "opens", 401: "unknown", 403: "forbidden", 404: "missing" };
  if (status >= 300 && status < 400) {
    return { text, verdict: /^\/sign-in(\?back|$)/.test(leads) ? "sign-in" : `leads to ${leads}` };
  }
  return { text, verdict: others[status] ?? `status ${status}` };
}
