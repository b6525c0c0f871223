import { expect, test } from "@playwright/test";
import { type Need, pages, routes } from "#app/authority.ts";
import { listedActions, opens } from "#tests/support/authority-page.ts";
import { ask } from "#tests/support/http.ts";
import { callAction } from "./actions.ts";
import { type Action, builtActions, digest, fill } from "./built.ts";
import { sql } from "./database.ts";
import { addressWith, none, type Records, recordsOf } from "./records.ts";
import { type Asker, askers, seen } from "./sessions.ts";

const url = process.env.DESK_URL ?? "";
let people: Asker[] = [];
let own: Records;
let foreign: Records;
let built: (Action & { need: Need })[] = [];

test.beforeAll(async () => {
  people = await askers();
  own = await recordsOf(sql, "001");
  foreign = await recordsOf(sql, "027");
  const needs = new Map(listedActions);
  built = (await builtActions(sql)).map((action) => {
    const name = action.name.startsWith("$$RSC_SERVER_ACTION") ? "setLanguage" : action.name;
    const need = needs.get(`${action.file} ${name}`);
    if (!need) throw new Error(`${action.file} ${name} is built, but not in app/authority.ts`);
    return { ...action, name, need };
  });
});

/** Whom a customer is masked from: they see a scan of a form only once they said why. */
const masked = (name: string, who: Asker["who"]) => name.includes("[scanId]") && !/clerk|approver/.test(who);

/** What a look at what needs this comes to. Those of a sign-in or login under way have its cookie, which none here has. */
function meant([name, address, need]: Look, who: Asker["who"]): RegExp {
  if (need === "public") return /^(?!forbidden|sign-in|unknown)/;
  if (need === "under-way") return /^leads to \/personal-web\/(login|registration)\?ended=1$/;
  if (who === "nobody") return /^(sign-in|unknown)$/;
  if (!opens(need, who) || masked(name, who)) return /^forbidden$/;
  // A page of it is missing; a file tells that its id is none.
  if (address.split("/").includes(none)) return /^(missing|status 400)$/;
  // A page of one's own account leads to its first one where it has nothing to show.
  return need === "account.own" ? /^opens$|^leads to \/me/ : /^opens$/;
}

type Look = readonly [name: string, address: string, need: Need];

/** Looks at each address as each person, and tells of every look that came to something else than was meant. */
async function strayed(entries: readonly Look[]) {
  const wrong: string[] = [];
  for (const look of entries) {
    const [name, address, need] = look;
    const looks = people.map(async (asker) => {
      const { verdict } = await seen(url, address, asker);
      if (!meant(look, asker.who).test(verdict))
        wrong.push(`${name} as ${asker.who}: ${verdict}, though it needs ${need}`);
    });
    await Promise.all(looks);
  }
  return wrong;
}

const addressOf = async (pattern: string, records = own) =>
  addressWith(records, pattern) ?? (await fill(sql, pattern));

test("each page opens for exactly the roles that app/authority.ts tells, and for nobody without a session", async () => {
  const entries = Object.entries<Need>(pages).map(
    async ([pattern, need]) => [pattern, await addressOf(pattern), need] as const,
  );
  expect(await strayed(await Promise.all(entries))).toEqual([]);
});

test("so does each route that shows something", async () => {
  const gets = Object.entries<Need>(routes).filter(([name]) => name.startsWith("GET "));
  const entries = gets.map(
    async ([name, need]) => [name, await addressOf(name.slice("GET ".length)), need] as const,
  );
  expect(await strayed(await Promise.all(entries))).toEqual([]);
});

/** A field for everything that a form of the desk asks for, filled so that it would pass where one may. */
const filled = (records: Records, ids: Record<string, string>) => ({
  formId: records.form,
  orderId: records.order,
  tokenId: records.token,
  requestId: records.request,
  contractId: records.contract,
  staffId: records.staff,
  reason: "x",
  backReason: "x",
  note: "x",
  confirmed: "on",
  mailAddress: "x@example.jp",
  paperOn: "2026/01/05",
  ...ids,
});

/** What no call here may change: all but when a session was last used, and who looked at what. */
const unchanged = () => digest(sql, ["staff_sessions", "look_ups"]);

test("each route that changes something opens for its roles alone, and an empty form changes nothing", async () => {
  const before = await unchanged();
  const [scan] = await sql`select bytes from scans where id = ${own.scan}`;
  const paper = new Blob([scan?.bytes]);
  for (const [name, need] of Object.entries<Need>(routes)) {
    const [method = "", pattern = ""] = name.split(" ");
    if (method === "GET" || method === "ANY" || need === "public" || need === "signed-in") continue;
    for (const { who, cookie } of people) {
      const holds = who !== "nobody" && opens(need, who);
      const form = new FormData();
      if (!holds) for (const field of ["scan", "file"]) form.append(field, paper, "x");
      else form.append("none", "");
      const request = new Request(url, { method: "POST", body: form });
      const type = request.headers.get("content-type") ?? "";
      const { status, headers } = await ask(url, await addressOf(pattern), {
        method,
        headers: { origin: url, "content-type": type, ...cookie },
        body: [Buffer.from(await request.arrayBuffer())],
      });
      const leads = String(headers.location);
      expect(status, `${name} as ${who}`).toBeLessThan(400);
      const told = holds
        ? /error/
        : who === "nobody"
          ? /^\/sign-in/
          : /error=forbidden|\/imports\/new$|\/debits\/[\w-]+$/;
      expect(leads, `${name} as ${who}`).toMatch(told);
    }
  }
  expect(await unchanged()).toEqual(before);
});

/** What people do to what is theirs alone: tried in tests/core; here it would end the sessions that ask. */
const isOwn = ({ need, name }: { need: Need; name: string }) =>
  need === "account.own" || need === "signed-in" || name.endsWith("DraftAction");

test("each server action called by its id is forbidden to every other role, and changes nothing", async () => {
  expect(built.length).toBe(listedActions.length);
  const before = await unchanged();
  const [ids] = await sql`select
    (select id from forms where state = 'awaiting_approval' and branch_code = '001' limit 1) as "formId",
    (select id from orders where state = 'placed' limit 1) as "orderId",
    (select id from tokens where state = 'in_stock' limit 1) as "tokenId",
    (select serial from tokens where state = 'in_stock' limit 1) as serial`;
  const wrong: string[] = [];
  for (const action of built) {
    const { need, file, name } = action;
    if (need === "public" || need === "under-way") continue;
    const calls = people.map(async ({ who, cookie }) => {
      const holds = who !== "nobody" && opens(need, who);
      if (holds && isOwn(action)) return;
      const typed = holds ? {} : filled(own, { ...ids });
      const { outcome } = await callAction(url, action, cookie, typed);
      const expected = who === "nobody" ? "sign-in" : holds ? "heard" : "forbidden";
      if (outcome !== expected) wrong.push(`${file} ${name} as ${who}: ${outcome}, though it needs ${need}`);
    });
    await Promise.all(calls);
  }
  expect(wrong).toEqual([]);
  expect(await unchanged()).toEqual(before);
});

const ofBranch = () => people.filter(({ who }) => who === "clerk" || who === "approver");
const held = (asker: Asker) =>
  [...Object.entries<Need>(pages), ...Object.entries<Need>(routes)]
    .map(([name, need]) => [name.replace(/^GET /, ""), need] as const)
    .filter(([address, need]) => address.startsWith("/") && need !== "public" && need !== "under-way")
    .filter(([, need]) => asker.who !== "nobody" && opens(need, asker.who));

test("another branch's record is missing on every page and route that shows one, for all of a branch", async () => {
  const wrong: string[] = [];
  let looks = 0;
  for (const asker of ofBranch()) {
    for (const [pattern] of held(asker)) {
      const address = addressWith(foreign, pattern);
      if (!address) continue;
      looks++;
      const { verdict } = await seen(url, address, asker);
      if (verdict !== "missing") wrong.push(`${pattern} as ${asker.who}: ${verdict}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(looks).toBeGreaterThan(14);
});

test("nor does any list, search, count or file of theirs tell of one, whatever is asked for", async () => {
  const [told] = await sql`select c.contractor_id, c.name, c.kana, t.serial from contracts c, tokens t
    where c.id = ${foreign.contract} and t.id = ${foreign.token}`;
  // Who works at another branch is no secret: a colleague there may be named as a substitute.
  const ids = Object.entries(foreign).filter(
    ([name, id]) => !/number|import|debit|staff/.test(name) && id !== none,
  );
  const kept = [told?.name, told?.kana, ...ids.map(([, id]) => id)].map(String);
  const queries = [
    "",
    `?q=${told?.contractor_id}`,
    `?q=${told?.serial}`,
    `?q=${encodeURIComponent(told?.kana)}`,
    "?branch=027&branchCode=027&state=all&kind=&month=",
  ];
  const wrong: string[] = [];
  for (const asker of ofBranch()) {
    for (const [address] of held(asker).filter(([pattern]) => !pattern.includes("["))) {
      for (const query of queries) {
        const { text } = await seen(url, `${address}${query}`, asker);
        const asked = decodeURIComponent(query);
        const shown = kept.filter((secret) => !asked.includes(secret) && text.includes(secret));
        if (shown.length > 0) wrong.push(`${address}${query} as ${asker.who} tells ${shown}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("nor is one changed by any action of theirs", async () => {
  const before = await unchanged();
  const [ids] = await sql`select
    (select id from forms where state = 'awaiting_approval' and branch_code = '027' limit 1) as "formId",
    (select contractor_id from contracts where id = ${foreign.contract}) as "contractorId",
    (select id from mail_address_changes where state = 'proposed' and branch_code = '027'
      and contract_id is not null limit 1) as "addressChangeId",
    (select id from staff where branch_code = '027' limit 1) as "staffId"`;
  const wrong: string[] = [];
  for (const asker of ofBranch()) {
    for (const action of built.filter((one) => !isOwn(one))) {
      if (action.need === "public" || action.need === "under-way") continue;
      if (asker.who === "nobody" || !opens(action.need, asker.who)) continue;
      const { outcome } = await callAction(url, action, asker.cookie, filled(foreign, { ...ids }));
      if (outcome !== "heard") wrong.push(`${action.name} as ${asker.who}: ${outcome}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await unchanged()).toEqual(before);
});
