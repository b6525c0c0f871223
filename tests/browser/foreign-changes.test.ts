import { expect, test } from "@playwright/test";
import { ask } from "#tests/support/http.ts";
import { type Action, builtActions, changingRoutes, digest } from "./built.ts";
import { sql } from "./database.ts";
import { sessionOf } from "./sign-in.ts";

const url = process.env.DESK_URL ?? "";
let actions: Action[] = [];
/** A field for everything that a form of the desk may ask for, filled so that it would pass. */
let fields: Record<string, string> = {};

test.beforeAll(async () => {
  actions = await builtActions(sql);
  const [ids] = await sql`select
    (select id from forms where state = 'awaiting_approval' limit 1) as "formId",
    (select id from orders where state = 'placed' limit 1) as "orderId",
    (select id from tokens where state = 'in_stock' limit 1) as "tokenId",
    (select serial from tokens where state = 'in_stock' limit 1) as serial,
    (select id from token_requests limit 1) as "requestId",
    (select id from contracts limit 1) as "contractId",
    (select id from staff where username = 'clerk01') as "staffId"`;
  fields = { ...ids, reason: "x", backReason: "x", note: "x", language: "en", confirmed: "on" };
});

/**
 * What a form of the action sends where no script runs: before its fields the action, with the state of the form where
 * it has one. The id's first digit tells React which arguments it takes.
 */
async function replayed({ id }: Action, headers: Record<string, string>, typed: Record<string, string> = {}) {
  const form = new FormData();
  if (id.startsWith("6")) {
    form.append("$ACTION_REF_1", "");
    form.append("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
    form.append("$ACTION_1:1", JSON.stringify([{ attempt: 0, errors: {}, notice: null, values: {} }]));
  } else form.append(`$ACTION_ID_${id}`, "");
  for (const [name, value] of Object.entries({ ...fields, ...typed })) form.append(name, String(value));
  const request = new Request(url, { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  return {
    method: "POST",
    headers: { "content-type": type, ...headers },
    body: [Buffer.from(await request.arrayBuffer())],
  };
}

const strangers: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: url.replace("localhost", "evil.localhost") },
  { origin: `${url}.evil.example` },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  { referer: `${url}/` },
];

test("every server action replayed without a session changes nothing", async () => {
  test.setTimeout(120_000);
  expect(actions.length).toBeGreaterThan(40);
  const before = await digest(sql);
  const cookies: Record<string, string>[] = [{}, { cookie: "token-desk.session=eyJhbGciOiJub25lIn0.e30." }];
  for (const action of actions) {
    for (const cookie of cookies) {
      const { status, headers } = await ask(
        url,
        action.page,
        await replayed(action, { origin: url, ...cookie }),
      );
      expect(status, action.name).toBeLessThan(500);
      expect(String(headers["set-cookie"]), action.name).not.toContain("token-desk.session=ey");
    }
  }
  expect(await digest(sql)).toEqual(before);
});

test("what was replayed is carried out where it asks for nobody: the language, and the password's own check", async () => {
  const language = actions.find(({ name }) => name.includes("RSC_SERVER_ACTION"));
  const password = actions.find(
    ({ name, page }) => name === "enterPassword" && !page.startsWith("/personal-web"),
  );
  if (!language || !password) throw new Error("the build has not the two actions");
  const { headers } = await ask(url, "/sign-in", await replayed(language, { origin: url }));
  expect(String(headers["set-cookie"])).toContain("lang=en");
  const failures = async () => {
    const [person] = await sql`select password_fails as n from staff where username = 'clerk21'`;
    return Number(person?.n);
  };
  const before = await failures();
  await ask(
    url,
    "/sign-in",
    await replayed(password, { origin: url }, { username: "clerk21", password: "wrong" }),
  );
  expect(await failures()).toBe(before + 1);
});

test("no change from another site, or from nowhere, is heard, whoever's browser brings it", async () => {
  test.setTimeout(120_000);
  const routes = await changingRoutes(sql);
  expect(routes.map(({ path }) => path)).toContain("/tokens/imports/upload");
  const sessions = await Promise.all(["manager02", "operations02"].map((username) => sessionOf(username)));
  const before = await digest(sql);
  for (const cookie of sessions) {
    for (const stranger of strangers) {
      const answers = [
        ...actions.map(async (one) => ask(url, one.page, await replayed(one, { cookie, ...stranger }))),
        ...routes.map(({ path, method }) => ask(url, path, { method, headers: { cookie, ...stranger } })),
      ];
      for (const { status } of await Promise.all(answers)) expect(status, JSON.stringify(stranger)).toBe(403);
    }
  }
  for (const { path, method } of routes) {
    const { status } = await ask(url, path, { method, headers: { origin: url } });
    expect(status, `${method} ${path} without a session`).toBeGreaterThanOrEqual(300);
    expect(status, `${method} ${path} without a session`).toBeLessThan(500);
  }
  expect(await digest(sql)).toEqual(before);
});
