import { type APIRequestContext, expect, type PlaywrightWorkerArgs, test } from "@playwright/test";
import { v7 } from "uuid";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { seal, sealKeysOf } from "#core/seal.ts";
import { readSealKeys } from "#env.ts";
import type { Desk } from "#tests/support/desk.ts";
import { type Sitting, startProvider, type TestProvider } from "#tests/support/provider.ts";
import { deskSecrets, startBeside } from "#tests/support/second-desk.ts";
import { sql } from "./database.ts";
import { expectAccessible } from "./people.ts";

/** People of the provider's; each signs in with an OTP once, and so there are several. */
const [one, two, three, away] = ["one", "two", "three", "away"].map(
  (name) => `sso-${name}-${process.pid}`,
) as [string, string, string, string];
const port = 41_000 + (process.pid % 1_000);
const url = `http://localhost:${port}`;

let desk: Desk;
let provider: TestProvider;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  provider = await startProvider(url);
  desk = await startBeside({ PORT: String(port), ...provider.settings, OIDC_MFA: "hwk,urn:mfa" });
  const keys = sealKeysOf(readSealKeys(deskSecrets()));
  for (const username of [one, two, three, away]) {
    const otp = seal(keys, username, Buffer.alloc(20, username));
    await sql`insert into staff (id, username, name, role, branch_code, single_sign_on, otp_secret_sealed,
        otp_key_version, created_at, enrolled_at)
      values (${v7()}, ${username}, ${username}, 'clerk', '001', true, ${otp.sealed}, ${otp.keyVersion},
        now(), now())`;
  }
});

test.afterAll(async () => {
  await sql`update staff set disabled_at = now() where username like ${`sso-%-${process.pid}`}`;
  await Promise.all([desk.end(), provider.stop()]);
});

const otpOf = (username: string) =>
  otpAt({ algorithm: "sha1", digits: 6 }, Buffer.alloc(20, username), stepAt(new Date(), 30));
const browserOf = (playwright: PlaywrightWorkerArgs["playwright"]) =>
  playwright.request.newContext({ baseURL: url });
const sessions = async () => Number((await sql`select count(*) from staff_sessions`)[0]?.count);

/** Presses the button, signs in at the provider, and gives the URL that the provider sends the browser back to. */
async function atProvider(browser: APIRequestContext, sitting: Sitting): Promise<URL> {
  provider.sit(sitting);
  const left = await browser.post("/api/auth/signin/oidc", { headers: { Origin: url } });
  expect(left.status()).toBe(200);
  let next = new URL(left.headers().refresh?.replace(/^0; url=/, "") ?? "");
  while (next.origin !== url) {
    const answer = await browser.get(next.href, { maxRedirects: 0 });
    next = new URL(answer.headers().location ?? "nowhere", next);
  }
  return next;
}

/** Where the desk sends a browser that comes back with this. */
async function comeBack(browser: APIRequestContext, back: URL): Promise<string> {
  const answer = await browser.get(back.href, { maxRedirects: 0 });
  expect(answer.headers()["cache-control"]).toBe("no-store");
  return answer.headers().location ?? `${answer.status()}`;
}

for (const [username, javaScriptEnabled] of [
  [one, true],
  [two, false],
] as const) {
  test(`the button, the provider, our OTP: signed in, and out of both${javaScriptEnabled ? "" : ", without script"}`, async ({
    browser,
  }) => {
    provider.sit({ account: `account-of-${username}`, username });
    const page = await (await browser.newContext({ javaScriptEnabled, baseURL: url })).newPage();
    await page.goto("/sign-in");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("button", { name: "シングルサインオン" }).click();
    await page.waitForURL("**/sign-in/otp");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("ログイン");
    await page.goto("/sign-in/otp");
    await page.getByLabel("認証コード").fill(otpOf(username));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "本日の業務" })).toBeVisible();
    const [audited] = await sql`select count(*)::int as n from audit where subject_label = ${username}
      and action in ('staff.link', 'staff.sign_in')`;
    expect(audited?.n).toBe(2);

    await page.getByRole("button", { name: "ログアウト" }).click();
    await page.waitForURL(`${provider.issuer}/**`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${url}/sign-in?signed-out=1**`);
    await expect(page.getByText("ログアウトしました。")).toBeVisible();
    expect(provider.signedOut).toContain(`account-of-${username}`);
  });
}

const mfa: Sitting = { account: "account-of-three", username: three, amr: ["pwd", "hwk"] };

test("a second factor of the provider's counts where the settings name it, and no other", async ({
  playwright,
}) => {
  const browser = await browserOf(playwright);
  expect(await comeBack(browser, await atProvider(browser, mfa))).toBe("/");
  expect((await browser.get("/")).url()).toBe(`${url}/`);
  const other = await browserOf(playwright);
  const sitting = { ...mfa, amr: ["pwd", "otp"] };
  expect(await comeBack(other, await atProvider(other, sitting))).toBe("/sign-in/otp");
  expect((await other.get("/")).url()).toBe(`${url}/sign-in`);
});

test("who has no authenticator of ours is told so, and in the form that would ask for a code where to set one up", async ({
  browser,
}) => {
  const username = `sso-bare-${process.pid}`;
  await sql`insert into staff (id, username, name, role, branch_code, single_sign_on, created_at)
    values (${v7()}, ${username}, ${username}, 'approver', '001', true, now())`;
  provider.sit({ account: `account-of-${username}`, username, amr: ["hwk"] });
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "シングルサインオン" }).click();
  await expect(page.getByText("認証アプリが登録されていません")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/delegations/new");
  await page.getByLabel("理由").fill("消えては困る理由");
  await page.getByRole("button", { name: "代行者を指名する" }).click();
  await expect(page.getByText(/認証コードによる本人確認が要りますが/)).toBeVisible();
  await expect(page.getByLabel("理由")).toHaveValue("消えては困る理由");
  await page.getByRole("link", { name: "認証アプリの登録へ進む" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "認証アプリの変更" })).toBeVisible();
});

const soon = () => Math.floor(Date.now() / 1000);
const forged: [string, Partial<Sitting>][] = [
  ["with another nonce", { forge: (claims) => ({ ...claims, nonce: "another" }) }],
  ["without a nonce", { forge: ({ nonce: _, ...claims }) => claims }],
  ["of another issuer", { forge: (claims) => ({ ...claims, iss: "https://login.evil.example" }) }],
  ["for another client", { forge: (claims) => ({ ...claims, aud: "another-desk" }) }],
  [
    "for several, and not us first",
    { forge: (claims) => ({ ...claims, aud: ["token-desk", "x"], azp: "x" }) },
  ],
  ["that has expired", { forge: (claims) => ({ ...claims, exp: soon() - 60, iat: soon() - 120 }) }],
  ["that counts from later on", { forge: (claims) => ({ ...claims, nbf: soon() + 3_600 }) }],
  ["without a subject", { forge: ({ sub: _, ...claims }) => claims }],
  ["signed by somebody else", { foreignKey: true }],
];

test("a token that is not the provider's word, for us, now, lets nobody in", async ({ playwright }) => {
  const before = await sessions();
  for (const [what, change] of forged) {
    const browser = await browserOf(playwright);
    const back = await atProvider(browser, { ...mfa, ...change });
    expect(await comeBack(browser, back), what).toBe("/sign-in?problem=failed");
  }
  expect(await sessions()).toBe(before);
});

test("what the provider sent back counts once, in the browser that asked, with what it asked", async ({
  playwright,
}) => {
  const browser = await browserOf(playwright);
  const other = await browserOf(playwright);
  const failed = "/sign-in?problem=failed";

  const altered = await atProvider(browser, mfa);
  altered.searchParams.set("state", "another");
  expect(await comeBack(browser, altered)).toBe(failed);

  const stolen = await atProvider(browser, mfa);
  expect(await comeBack(other, stolen), "in a browser that asked nothing").toBe(failed);
  await atProvider(other, { ...mfa, account: "of-the-other" });
  expect(await comeBack(other, stolen), "in a browser that asked for itself").toBe(failed);

  const used = await atProvider(browser, mfa);
  const before = await sessions();
  expect(await comeBack(browser, used)).toBe("/");
  expect(await sessions()).toBe(before + 1);
  expect(await comeBack(browser, used), "a second time").toBe(failed);
  const fresh = await atProvider(browser, mfa);
  fresh.searchParams.set("code", used.searchParams.get("code") ?? "");
  expect(await comeBack(browser, fresh), "an old code with a new state").toBe(failed);
  expect(await sessions()).toBe(before + 1);
});

test("nobody is let in who has no account for it, or a disabled one, and the page says what to do", async ({
  playwright,
  browser,
}) => {
  const before = await sessions();
  const whom: Sitting[] = [
    { account: "account-of-nobody", username: "nobody", amr: ["hwk"] },
    { account: "account-of-clerk", username: "clerk01", amr: ["hwk"] },
    { account: "another-of-three", username: three, amr: ["hwk"] },
  ];
  for (const sitting of whom) {
    const visitor = await browserOf(playwright);
    expect(await comeBack(visitor, await atProvider(visitor, sitting))).toBe("/sign-in?problem=refused");
  }
  const visitor = await browserOf(playwright);
  const leaving = { account: "account-of-away", username: away, amr: ["hwk"] };
  expect(await comeBack(visitor, await atProvider(visitor, leaving))).toBe("/");
  await sql`update staff set disabled_at = now() where username = ${away}`;
  expect((await visitor.get("/")).url(), "on the next request").toBe(`${url}/sign-in`);
  expect(await comeBack(visitor, await atProvider(visitor, leaving))).toBe("/sign-in?problem=refused");
  expect(await sessions()).toBe(before + 1);

  const page = await (await browser.newContext({ baseURL: url })).newPage();
  for (const problem of ["refused", "otp", "failed", "away"]) {
    await page.goto(`/sign-in?problem=${problem}`);
    await expect(page.locator("main").getByRole("alert")).toContainText("。");
    await expectAccessible(page);
  }
});

test("of next-auth's routes two are open, and where there is no provider none", async ({ playwright }) => {
  const browser = await browserOf(playwright);
  const plain = await playwright.request.newContext({ baseURL: process.env.DESK_URL ?? "" });
  const shut = [
    "session",
    "csrf",
    "providers",
    "signin",
    "signout",
    "callback/password",
    "callback/otp",
    "_log",
  ];
  for (const path of shut) {
    for (const method of ["GET", "POST"]) {
      const answer = await browser.fetch(`/api/auth/${path}`, { method, headers: { Origin: url } });
      expect(answer.status(), `${method} ${path}`).toBe(404);
    }
  }
  expect((await browser.get("/api/auth/signin/oidc")).status()).toBe(405);
  expect((await browser.post("/api/auth/callback/oidc", { headers: { Origin: url } })).status()).toBe(405);
  expect((await browser.post("/api/auth/signin/oidc")).status(), "without Origin").toBe(403);
  const headers = { Origin: process.env.DESK_URL ?? "" };
  expect((await plain.post("/api/auth/signin/oidc", { headers })).status()).toBe(404);
  expect((await plain.get("/api/auth/callback/oidc?code=x&state=y")).status()).toBe(404);
});

test("with the provider away the password still leads in, unless the bank wants the provider alone", async ({
  browser,
}) => {
  await provider.stop();
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "シングルサインオン" }).click();
  await expect(page.locator("main").getByRole("alert")).toContainText("シングルサインオンに接続できません");
  await expect(page.getByLabel("パスワード")).toBeVisible();

  const only = await startBeside({ ...provider.settings, OIDC_ONLY: "1", OIDC_LABEL: "しんきん統合認証" });
  await page.goto(`${only.url}/sign-in`);
  await expect(page.getByLabel("パスワード")).toHaveCount(0);
  await page.getByRole("button", { name: "しんきん統合認証" }).click();
  await expect(page.locator("main").getByRole("alert")).toContainText("シングルサインオンに接続できません");
  await expectAccessible(page);
  await only.end();
});

test("no token, code, state or secret of the provider's stands in the log", async () => {
  const log = desk.output();
  expect(log).not.toContain(provider.settings.OIDC_CLIENT_SECRET);
  expect(log).not.toMatch(/eyJ|code=|state=|, expected/);
});
