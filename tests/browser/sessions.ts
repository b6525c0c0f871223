import { type Role, roles } from "#core/staff/rules.ts";
import { ask } from "#tests/support/http.ts";
import { demo } from "./people.ts";
import { sessionOf } from "./sign-in.ts";

/** Somebody who asks: a member of staff by their cookie, or with none nobody at all. */
export type Asker = { who: Role | "nobody"; username: string; cookie: Record<string, string> };

/** Not one of the newcomers of newcomer.ts: their factors are its own. */
const isOfTheDemo = ({ username }: { username: string }) => !username.startsWith("new-");

/** One person of each role with both factors, the two of a branch at the first one; and nobody. */
export async function askers(): Promise<Asker[]> {
  const staff = (await demo()).staff.filter(isOfTheDemo);
  const found: Asker[] = [{ who: "nobody", username: "", cookie: {} }];
  for (const role of roles) {
    const person = staff.findLast((one) => one.role === role && (one.branchCode ?? "001") === "001");
    if (!person) throw new Error(`the demo has no ${role}`);
    const { username } = person;
    found.push({ who: role, username, cookie: { cookie: await sessionOf(username) } });
  }
  return found;
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
