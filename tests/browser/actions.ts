import { type Answer, ask } from "#tests/support/http.ts";
import type { Action } from "./built.ts";

/** What a form of an action begins with. */
const fresh = { attempt: 0, errors: {}, notice: null, values: {} };
const forbiddenWords = "この操作を行う権限がありません";

/**
 * Calls a server action as its page's script does, without the page. Tells what came of it: `forbidden`, `sign-in`,
 * `done` where it leads on, or `heard` where it had something to say of what was typed, or to show.
 */
export async function callAction(
  url: string,
  { id, page }: Action,
  headers: Record<string, string>,
  typed: Record<string, string>,
): Promise<{ outcome: "forbidden" | "sign-in" | "done" | "heard"; answer: Answer }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.append(`_1_${name}`, value);
  // The id's first digit tells which arguments the action takes: a form alone, or its state before it.
  form.append("0", JSON.stringify(id.startsWith("6") ? [fresh, "$K1"] : ["$K1"]));
  const request = new Request(url, { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  const sent = {
    accept: "text/x-component",
    "content-type": type,
    "next-action": id,
    origin: url,
    ...headers,
  };
  const body = [Buffer.from(await request.arrayBuffer())];
  const answer = await ask(url, page, { method: "POST", headers: sent, body });
  return { outcome: outcomeOf(answer), answer };
}

function outcomeOf({ status, headers, text }: Answer) {
  const leads = String(headers["x-action-redirect"] ?? "");
  if (/^\/sign-in(\?back|;|$)/.test(leads)) return "sign-in";
  if (leads) return "done";
  if (status === 403 || text.includes(forbiddenWords)) return "forbidden";
  // An action that shows something answers with it, or with an error (`E`) in its place.
  if (status !== 200 || /^\w+:E/m.test(text)) throw new Error(`${status}: ${text.slice(0, 300)}`);
  return "heard";
}
