import { type Browser, expect, type Page, test } from "@playwright/test";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { base32In } from "#core/token-files/seed-text.ts";
import { sql } from "./database.ts";
import { expectAccessible, picture, search, signIn } from "./people.ts";
import { codeOf } from "./sign-in.ts";

const password = "みかん山から見る遠州灘 夕";

/** Sets up password and authenticator by a link, in a browser of one's own; the page is signed in. */
async function join(browser: Browser, link: string): Promise<{ page: Page; secret: string }> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel("新しいパスワード", { exact: false }).first().fill(password);
  await page.getByLabel("新しいパスワード（確認）").fill(password);
  await page.keyboard.press("Enter");
  await page.getByLabel("認証コード").waitFor();
  const secret = ((await page.locator("p.code").textContent()) ?? "").replaceAll(/\s/g, "");
  await page.getByLabel("認証コード").fill(otpOf(secret));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "控えました" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "本日の業務" })).toBeVisible();
  return { page, secret };
}
const otpOf = (secret: string, steps = 0) =>
  otpAt({ algorithm: "sha1", digits: 6 }, base32In(secret), stepAt(new Date(), 30) + steps);

/** Opens a deed of the person on the page, and says why by keyboard. */
async function doDeed(page: Page, deed: string, reason: string): Promise<void> {
  await page.getByRole("link", { name: deed, exact: true }).press("Enter");
  await page.getByLabel("理由").fill(reason);
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
}

test("invited, joined by the link, moved by two, disabled at once: all by the pages alone", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const first = await signIn(browser, "administrator01");
  const second = await signIn(browser, "administrator02");
  const username = `pages-${process.pid}`;
  await sql`update staff_sessions set confirmed_at = confirmed_at - interval '10 minutes'
    where staff_id = (select id from staff where username = 'administrator01') and ended_at is null`;

  await first.goto("/staff/new");
  await first.getByLabel("氏名").focus();
  await first.keyboard.type("新居　花");
  await first.keyboard.press("Tab");
  await first.keyboard.type("ＣＬＥＲＫ０１");
  await first.getByLabel("役割").selectOption("clerk");
  await first.getByLabel("理由").fill("新任のため");
  await first.getByRole("button", { name: "職員を招待する" }).press("Enter");
  await first.getByLabel("認証コード").fill(await codeOf("administrator01"));
  await first.keyboard.press("Enter");
  await expect(first.getByText("＊窓口担当と役席には、所属店を選択してください。")).toBeVisible();
  await first.getByLabel("所属店").selectOption("001");
  await first.getByRole("button", { name: "職員を招待する" }).press("Enter");
  await expect(first.getByText("＊この利用者名は、ほかの職員が使っています。")).toBeVisible();
  await expectAccessible(first);
  await first.getByLabel("利用者名").fill(username);
  await first.keyboard.press("Enter");
  const link = await first.getByLabel("登録用リンク").inputValue();
  await expectAccessible(first);
  await picture(first, "staff-link");
  await first.reload();
  await expect(first.getByLabel("登録用リンク")).toHaveValue(link);
  await first.getByRole("button", { name: "届けました" }).press("Enter");
  await expect(first.getByText("招待中", { exact: true })).toBeVisible();
  await first.goBack();
  await first.reload();
  expect(await first.content()).not.toContain(link);

  const { page: newcomer, secret } = await join(browser, link);
  await search(first, username);
  await first.getByRole("link", { name: username }).press("Enter");
  await expect(first.getByText("有効", { exact: true })).toBeVisible();
  await first.getByRole("link", { name: "役割・所属店の変更を申請する" }).press("Enter");
  await first.getByLabel("所属店").selectOption("014");
  await first.getByLabel("理由").fill("欠員を補うため");
  await first.getByRole("button", { name: "役割・所属店の変更を申請する" }).press("Enter");
  await expect(first.getByText(/申請しました/)).toBeVisible();
  await expect(first.getByRole("button", { name: "承認する" })).toHaveCount(0);
  await expectAccessible(first);

  await second.goto("/");
  await second.getByRole("link", { name: "職員の申請の承認待ち" }).press("Enter");
  await second.getByRole("link", { name: new RegExp(username) }).press("Enter");
  await expect(second.getByText("窓口担当　001")).toBeVisible();
  await expectAccessible(second);
  await picture(second, "staff-proposed");
  await second.getByRole("button", { name: "承認する" }).press("Enter");
  await expect(second.getByText("承認しました", { exact: true })).toBeVisible();
  await first.getByRole("button", { name: "申請を取り下げる" }).press("Enter");
  await expect(first.getByText(/水野　里佳が.*「職員の申請を承認」を行いました/)).toBeVisible();

  await newcomer.goto("/");
  await expect(newcomer).toHaveURL(/\/sign-in/);
  await newcomer.getByLabel("利用者名").fill(username);
  await newcomer.getByLabel("パスワード").fill(password);
  await newcomer.keyboard.press("Enter");
  await newcomer.getByLabel("認証コード").fill(otpOf(secret, 1));
  await newcomer.keyboard.press("Enter");
  await expect(newcomer.getByText("窓口担当 ・ 014")).toBeVisible();

  await second.reload();
  await doDeed(second, "利用を停止する", "退職のため");
  await expect(second.getByText("利用を停止しました")).toBeVisible();
  await newcomer.goto("/forms");
  await expect(newcomer).toHaveURL(/\/sign-in/);
});

test("a locked colleague is found from the day's work and unlocked; an auditor reads, and presses nothing", async ({
  browser,
}) => {
  const page = await signIn(browser, "administrator02");
  await page.getByRole("link", { name: "ロックされた職員" }).press("Enter");
  await page.getByRole("link", { name: "clerk12" }).press("Enter");
  await picture(page, "staff-locked");
  await doDeed(page, "ロックを解除する", "本人に電話で確かめた");
  await expect(page.getByText("ロックを解除しました", { exact: true })).toBeVisible();
  await expect(page.getByText("有効", { exact: true }).first()).toBeVisible();
  const person = new URL(page.url()).pathname;

  const auditor = await signIn(browser, "auditor01");
  await auditor.goto(person);
  await expect(auditor.getByText("本人に電話で確かめた")).toBeVisible();
  await expect(auditor.getByText("操作はシステム管理者が行います。")).toBeVisible();
  await expect(auditor.locator("main").getByRole("button")).toHaveCount(0);
  await auditor.getByRole("link", { name: "監査証跡で開く" }).click();
  await expect(auditor.getByRole("row", { name: /職員のロックを解除/ })).toBeVisible();
  expect((await auditor.goto(`${person}/disable`))?.status()).toBe(403);
});
