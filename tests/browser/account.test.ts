import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { base32In } from "#core/token-files/seed-text.ts";
import { sql } from "./database.ts";
import { expectAccessible, withoutScript } from "./people.ts";

const password = "浜名湖の朝は風が強い7時";
const otherPassword = "みかん山から見る遠州灘 夕";

type Newcomer = { id: string; username: string; link: string };

/** A manager invited a moment ago; made one only then, since two administrators would have to let a new one in. */
async function invited(): Promise<Newcomer> {
  const [id, token] = [randomUUID(), randomBytes(32).toString("base64url")];
  const username = `new-${id.slice(0, 8)}`;
  await sql`insert into staff (id, username, name, role, created_at)
    values (${id}, ${username}, '新居　花', 'auditor', now())`;
  await sql`insert into staff_invitations (id, staff_id, purpose, token_hash, created_at, expires_at)
    values (${randomUUID()}, ${id}, 'join', ${createHash("sha256").update(token).digest()}, now(), now() + interval '1 day')`;
  await sql`update staff set role = 'manager' where id = ${id}`;
  return { id, username, link: `/join/${token}` };
}

/** The code of the secret that a page shows, `steps` later than now. */
async function codeOn(page: Page, steps = 0): Promise<{ secret: string; otp: string }> {
  const secret = ((await page.locator("p.code").textContent()) ?? "").replaceAll(/\s/g, "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  return { secret, otp: otpOf(secret, steps) };
}
const otpOf = (secret: string, steps = 0) =>
  otpAt({ algorithm: "sha1", digits: 6 }, base32In(secret), stepAt(new Date(), 30) + steps);

/** Waits until the authenticator shows a code that was not given before. */
async function nextCode(person: Newcomer, secret: string): Promise<string> {
  const [row] = await sql`select otp_last_step::int as step from staff where id = ${person.id}`;
  await expect.poll(() => stepAt(new Date(), 30) + 1, { timeout: 60_000 }).toBeGreaterThan(row?.step);
  return otpOf(secret, row?.step >= stepAt(new Date(), 30) ? 1 : 0);
}

async function choosePassword(page: Page, chosen = password): Promise<void> {
  await page.getByLabel("新しいパスワード", { exact: false }).first().fill(chosen);
  await page.getByLabel("新しいパスワード（確認）").fill(chosen);
}

async function join(page: Page): Promise<{ person: Newcomer; secret: string; codes: string[] }> {
  const person = await invited();
  await page.goto(person.link);
  await choosePassword(page);
  await page.getByRole("button", { name: "次へ" }).click();
  const { secret, otp } = await codeOn(page);
  await page.getByLabel("認証コード").fill(otp);
  await page.getByRole("button", { name: "登録する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "回復コード" })).toBeVisible();
  const codes = await page.locator("ol .code").allTextContents();
  expect(codes).toHaveLength(10);
  return { person, secret, codes };
}

async function inBothLooks(page: Page, check: () => Promise<void>): Promise<void> {
  for (const [value, colorScheme] of [
    ["en", "dark"],
    ["ja", "light"],
  ] as const) {
    await page.context().addCookies([{ name: "lang", value, url: new URL("/", page.url()).href }]);
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await check();
  }
}

async function shown(page: Page, name: string): Promise<void> {
  await inBothLooks(page, async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    const language = await page.locator("html").getAttribute("lang");
    await page.screenshot({ path: `test-results/account/${name}-${language}.png` });
  });
}

const fresh = async (browser: Browser) => (await browser.newContext()).newPage();

test("a newcomer joins by the link alone: each page in both languages, by day and night, and after a reload", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await fresh(browser);
  const { link, username } = await invited();
  await page.goto(link);
  // The link's secret is gone from the address at once.
  expect(new URL(page.url()).pathname).toBe("/join");
  await expect(page.getByText(username)).toBeVisible();
  await shown(page, "join-password");
  await choosePassword(page, "password1234");
  await page.getByRole("button", { name: "次へ" }).click();
  await expect(page.getByText("＊推測されやすいパスワードです")).toBeVisible();
  await choosePassword(page);
  await page.getByRole("button", { name: "次へ" }).click();
  const { secret } = await codeOn(page);
  await shown(page, "join-authenticator");
  expect((await codeOn(page)).secret).toBe(secret);
  await page.goBack();
  await page.goto("/join/authenticator");
  expect((await codeOn(page)).secret).toBe(secret);
  await page.getByLabel("認証コード").fill("000000");
  await page.getByRole("button", { name: "登録する" }).click();
  await expect(page.getByText("＊数字が一致しません")).toBeVisible();
  await page.getByLabel("認証コード").fill((await codeOn(page)).otp);
  await page.getByRole("button", { name: "登録する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "回復コード" })).toBeVisible();
  const codes = await page.locator("ol .code").allTextContents();
  await shown(page, "codes-shown");
  expect(await page.locator("ol .code").allTextContents()).toEqual(codes);
  await page.getByRole("button", { name: "控えました" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "本日の業務" })).toBeVisible();
  await page.goto("/me/recovery-codes");
  await expect(page.getByText("残り10個")).toBeVisible();
  expect(await page.content()).not.toContain(codes[0]);
  await shown(page, "codes-left");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "このリンクは使えません" })).toBeVisible();
  await shown(page, "join-gone");
});

test("all of it without script too, back and forth", async ({ browser }) => {
  const page = await withoutScript(browser, await fresh(browser));
  const { codes } = await join(page);
  await page.reload();
  expect(await page.locator("ol .code").allTextContents()).toEqual(codes);
  await page.getByRole("button", { name: "控えました" }).click();
  await page.goto("/me");
  await expect(page.getByRole("heading", { level: 1, name: "自分の設定" })).toBeVisible();
});

test("another password, another authenticator, a recovery code, and the sessions", async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await fresh(browser);
  const { person, secret, codes } = await join(page);
  await page.goto("/me");
  await shown(page, "me");
  await page.getByRole("link", { name: "変更する", exact: true }).click();
  await shown(page, "password");
  await page.getByLabel("現在のパスワード").fill("x");
  await choosePassword(page, otherPassword);
  await page.getByRole("button", { name: "変更する" }).click();
  await expect(page.getByText("＊現在のパスワードが違います")).toBeVisible();
  await page.getByLabel("現在のパスワード").fill(password);
  await choosePassword(page, otherPassword);
  await page.getByRole("button", { name: "変更する" }).click();
  await expect(page.getByText("パスワードを変更しました")).toBeVisible();

  // Elsewhere, by a recovery code: it leads to where a new authenticator is set up.
  const other = await fresh(browser);
  await other.goto("/settings?state=open");
  await expect(other).toHaveURL(/\/sign-in\?back=%2Fsettings%3Fstate%3Dopen$/);
  await other.getByLabel("利用者名").fill(person.username);
  await other.getByLabel("パスワード").fill(otherPassword);
  await other.getByRole("button", { name: "次へ" }).click();
  await other.getByRole("link", { name: "認証アプリが使えないとき" }).click();
  await shown(other, "recovery");
  await other.getByLabel("回復コード").fill((codes[0] ?? "").toLowerCase());
  await other.getByRole("button", { name: "ログインする" }).click();
  await expect(other.getByText("回復コードでログインしました（残り9個）")).toBeVisible();
  await expect(other.getByRole("row").filter({ hasText: "この端末" })).toHaveCount(1);
  await expect(other.locator("tbody tr")).toHaveCount(2);
  await other.getByRole("link", { name: "別の認証アプリに変える" }).first().click();
  await shown(other, "authenticator-prove");
  await other.getByLabel("回復コード").fill(codes[1] ?? "");
  await other.getByRole("button", { name: "回復コードで進む" }).click();
  const changed = await codeOn(other);
  expect(changed.secret).not.toBe(secret);
  await shown(other, "authenticator-new");
  await other.getByLabel("認証コード").fill((await codeOn(other)).otp);
  await other.getByRole("button", { name: "登録する" }).click();
  await expect(other.getByText("認証アプリを変更しました")).toBeVisible();

  // The first browser was signed out by that, and signs in anew to the page it wanted.
  await page.goto("/settings?state=open");
  await page.getByLabel("利用者名").fill(person.username);
  await page.getByLabel("パスワード").fill(otherPassword);
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByLabel("認証コード").fill(await nextCode(person, changed.secret));
  await page.getByRole("button", { name: "ログインする" }).click();
  await expect(page).toHaveURL(/\/settings\?state=open$/);
  await other.reload();
  await other.getByRole("button", { name: "ほかの端末をすべて終了する" }).click();
  await expect(other.getByText("ほかの端末でのログインをすべて終了しました")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "ログイン" })).toBeVisible();
});

test("a password that is due for a change opens nothing else until it is changed", async ({ browser }) => {
  const page = await fresh(browser);
  const { person } = await join(page);
  await sql`update staff set password_change_due = true where id = ${person.id}`;
  for (const path of ["/", "/settings", "/me", "/fees/report.csv"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/password$/);
  }
  await shown(page, "password-due");
  await page.getByLabel("現在のパスワード").fill(password);
  await choosePassword(page, otherPassword);
  await page.getByRole("button", { name: "変更する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "自分の設定" })).toBeVisible();
});

test("before a session idles out it is said so, in every tab, and one goes on; afterwards what was typed is still there", async ({
  browser,
}) => {
  const page = await fresh(browser);
  const { person } = await join(page);
  await page.clock.install();
  await page.goto("/settings/edit");
  const reason = page.getByLabel("変更の理由");
  await reason.fill("消えては困る理由");
  const idle = (minutes: number) => sql`
    update staff_sessions set last_seen_at = now() - make_interval(mins => ${minutes})
      where staff_id = ${person.id} and ended_at is null`;
  await idle(14);
  await page.clock.fastForward("13:01");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("まもなくログアウトします");
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/account/idle-ja.png" });
  await dialog.getByRole("button", { name: "続ける" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(reason).toHaveValue("消えては困る理由");

  // Gone on with in another tab: the warning goes away by itself.
  await idle(14);
  await page.clock.fastForward("13:01");
  await expect(dialog).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto("/me");
  await page.clock.fastForward("00:11");
  await expect(dialog).toHaveCount(0);

  await idle(20);
  await page.clock.fastForward("13:01");
  await expect(dialog).toContainText("ログアウトしました");
  await expect(reason).toHaveValue("消えては困る理由");
  await expect(dialog.getByRole("link", { name: /この画面でログインする/ })).toHaveAttribute(
    "href",
    "/sign-in?back=%2Fsettings%2Fedit",
  );
  await page.screenshot({ path: "test-results/account/over-ja.png" });
});

test("the clock of a page asks without lengthening the session", async ({ browser }) => {
  const page = await fresh(browser);
  const { person } = await join(page);
  await sql`update staff_sessions set last_seen_at = now() - interval '10 minutes' where staff_id = ${person.id}`;
  const seen = async () =>
    (await sql`select last_seen_at from staff_sessions where staff_id = ${person.id} and ended_at is null`)[0]
      ?.last_seen_at;
  const before = await seen();
  expect((await page.request.get("/me/session")).status()).toBe(200);
  expect(await seen()).toEqual(before);
  const origin = new URL(page.url()).origin;
  expect((await page.request.post("/me/session")).status()).toBe(403);
  expect((await page.request.post("/me/session", { headers: { origin } })).status()).toBe(200);
  expect(await seen()).not.toEqual(before);
  // So does a page that looks again by itself, and says so.
  await sql`update staff_sessions set last_seen_at = now() - interval '10 minutes' where staff_id = ${person.id}`;
  const again = await seen();
  const Cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await fetch(new URL("/me", origin), { headers: { Cookie: `${Cookie}; looks-again=1`, rsc: "1" } });
  expect(await seen()).toEqual(again);
  expect((await (await fetch(new URL("/me/session", origin))).text()).length).toBe(0);
});

for (const back of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/%09/evil.example\t",
  "javascript:1",
]) {
  test(`sign-in leads to no other site: ${back}`, async ({ browser }) => {
    const page = await fresh(browser);
    await page.goto(`/sign-in?back=${encodeURIComponent(back)}`);
    await expect(page.locator('input[name="back"]').first()).toHaveValue("");
  });
}
