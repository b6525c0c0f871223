import { expect, test } from "@playwright/test";
import { type Desk, freePort } from "#tests/support/desk.ts";
import { ask } from "#tests/support/http.ts";
import { hasNginx, startNginx } from "#tests/support/nginx.ts";
import { startBeside } from "#tests/support/second-desk.ts";
import { sql } from "./database.ts";
import { demo, signInByPages } from "./people.ts";
import { codeOf, sessionOf } from "./sign-in.ts";

test.skip(!hasNginx, "nginx is not installed: npm test as root installs it on Debian");

let desk: Desk;
let nginx: { end(): Promise<void> };
let url = "";
let plainUrl = "";

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const [plain, tls] = [await freePort(), await freePort()];
  [url, plainUrl] = [`https://localhost:${tls}`, `http://localhost:${plain}`];
  desk = await startBeside({ PUBLIC_URL: url, TRUSTED_PROXIES: "127.0.0.1" });
  nginx = await startNginx({ desk: desk.port, plain, tls });
});
test.afterAll(async () => {
  await nginx.end();
  await desk.end();
});

const cached = (headers: Record<string, string | string[] | undefined>) => headers["x-cache-status"];

test("behind TLS the cookie is bound to this host, HSTS is said, and sign-out takes the cookie away", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: url, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await signInByPages(page, { username: "clerk21", otp: await codeOf("clerk21") });
  const session = (await context.cookies()).find(({ name }) => name.includes("session"));
  expect(session).toMatchObject({
    name: "__Host-token-desk.session",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
  });
  const { headers } = await ask(url, "/sign-in");
  expect(headers["strict-transport-security"]).toContain("max-age=63072000");
  const upgraded = await ask(plainUrl, "/forms?x=1");
  expect([upgraded.status, upgraded.headers.location]).toEqual([301, `${url}/forms?x=1`]);
  await page.getByRole("button", { name: "ログアウト" }).click();
  await expect(page.getByText("ログアウトしました。")).toBeVisible();
  expect((await context.cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
  expect(
    session && (await ask(url, "/", { headers: { cookie: `${session.name}=${session.value}` } })).status,
  ).toBe(307);
});

test("two people never see each other's page, nor does nobody see either's, however often it is asked for", async () => {
  test.setTimeout(120_000);
  // Of two branches: neither name stands on the other's pages for a good reason.
  const people = ["clerk11", "clerk21"];
  const rows = await sql`select username, name from staff where username in ${sql(people)}`;
  const names = people.map((username) => String(rows.find((row) => row.username === username)?.name));
  const cookies = await Promise.all(people.map((username) => sessionOf(username, url)));
  const paths = [
    "/",
    "/forms",
    "/forms.css",
    "/orders/x.js",
    "/contracts?_rsc=1a2b3",
    "/orders",
    "/icon.svg/../forms",
  ];
  const asked = paths.flatMap((path): { path: string; headers: Record<string, string> }[] => [
    { path, headers: {} },
    { path, headers: { rsc: "1" } },
    { path, headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" } },
    { path, headers: { "cache-control": "max-age=9999", pragma: "cache" } },
  ]);
  let own = 0;
  for (const { path, headers } of [...asked, ...asked]) {
    const [first, second, nobody] = await Promise.all(
      [...cookies, ""].map((cookie) => ask(url, path, { headers: { ...headers, cookie } })),
    );
    for (const answer of [first, second, nobody]) {
      expect(cached(answer?.headers ?? {}), path).not.toBe("HIT");
      expect(answer?.headers["cache-control"], path).toBe("no-store");
    }
    expect(first?.text, path).not.toContain(names[1]);
    expect(second?.text, path).not.toContain(names[0]);
    for (const name of names) expect(nobody?.text, path).not.toContain(name);
    own += Number(first?.text.includes(names[0] ?? "?")) + Number(second?.text.includes(names[1] ?? "?"));
  }
  expect(own, "pages on which this test would see a name").toBeGreaterThan(20);
});

test("static files are kept by the proxy, with the headers of every answer", async () => {
  const { text } = await ask(url, "/sign-in");
  const files = [...new Set(text.match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g))];
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    await ask(url, file);
    const { headers } = await ask(url, file);
    expect(cached(headers), file).toBe("HIT");
    expect(headers["cache-control"], file).toContain("immutable");
    expect(headers["x-content-type-options"], file).toBe("nosniff");
    expect(headers["content-security-policy"], file).toContain("script-src");
  }
  const missing = await ask(url, `${files[0]}.none`);
  expect([missing.status, missing.headers["cache-control"]]).toEqual([404, "no-store"]);
});

test("a large file goes through as it comes; one that is too large is refused", async ({ playwright }) => {
  test.setTimeout(120_000);
  const cookie = await sessionOf("operations02", url);
  const outside = await playwright.request.newContext({ baseURL: url, ignoreHTTPSErrors: true });
  const rows = "2V07000001FK,3132333435363738393031323334353637383930,totp,6\n";
  const file = { name: "large.csv", mimeType: "text/csv", buffer: Buffer.from(rows.repeat(300_000)) };
  const answer = await outside.post("/tokens/imports/upload", {
    headers: { Origin: url, Cookie: cookie },
    multipart: { file },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toMatch(/^\/tokens\/imports\/[0-9a-f-]{36}$/);
  const tooLarge = { origin: url, "content-length": String(514 * 1024 * 1024) };
  const refused = await ask(url, "/tokens/imports/upload", { method: "POST", headers: tooLarge });
  expect(refused.status).toBe(413);
});

test("the caller's own address is on record, whatever the caller says; a login server's word counts", async () => {
  const { apiKey, contracts } = await demo();
  const { contractorId } = contracts.find(({ state }) => state === "registered") ?? { contractorId: "" };
  const check = async (headers: Record<string, string>) => {
    const key = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const body = [JSON.stringify({ contractorId, otp: "000000" })];
    const asked = { method: "POST", headers: { ...key, ...headers }, body, from: "127.0.0.2" };
    expect((await ask(url, "/api/v1/otp-checks", asked)).status).toBe(200);
    const [event] = await sql`select address from login_events order by id desc limit 1`;
    return event?.address;
  };
  const lies = {
    "x-forwarded-for": "198.51.100.9",
    "x-real-ip": "198.51.100.9",
    "x-client-address": "198.51.100.9",
  };
  expect(await check(lies)).toBe("127.0.0.2");
  expect(await check({ ...lies, forwarded: "for=203.0.113.7" })).toBe("203.0.113.7");
});

test("nowhere does another Host lead away, and a change from there is not heard", async () => {
  const host = "evil.example";
  for (const path of ["/", "/forms", "/sign-in", "/api/auth/callback/oidc?code=x"]) {
    const answer = await ask(url, path, { headers: { host, "x-forwarded-host": host } });
    expect(JSON.stringify(answer.headers) + answer.text, path).not.toContain(host);
  }
  const headers = { host, origin: `https://${host}` };
  expect((await ask(url, "/sign-in", { method: "POST", headers })).status).toBe(403);
});
