import { expect, type Page, test } from "@playwright/test";
import { sql } from "./database.ts";
import { choosePassword, codeOn, fresh, invited, join, nextCode, password } from "./newcomer.ts";
import { expectAccessible, withoutScript } from "./people.ts";

const otherPassword = "みかん山から見る遠州灘 夕";

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
