import { type Browser, expect, type Page, test } from "@playwright/test";
import { sql } from "./database.ts";
import { expectAccessible, picture, signIn, withoutScript } from "./people.ts";
import { codeOf } from "./sign-in.ts";

const asked = "本人確認のため、ワンタイムパスワードを入力してください";

/** Somebody signed in ten minutes ago, as far as their last OTP goes. */
async function signInLongAgo(browser: Browser, username: string): Promise<Page> {
  const page = await signIn(browser, username);
  await sql`update staff_sessions set confirmed_at = confirmed_at - interval '10 minutes'
    where staff_id = (select id from staff where username = ${username}) and ended_at is null`;
  return page;
}

async function openWaitingForm(page: Page, branchCode: string): Promise<void> {
  const [form] =
    await sql`select id from forms where state = 'awaiting_approval' and branch_code = ${branchCode}
    order by created_at limit 1`;
  await page.goto(`/forms/${form?.id}`);
}

test("a decision asks for a fresh OTP in its own form, keeps what was typed, and goes through in one go", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const page = await signInLongAgo(browser, "approver21");
  const copied = await page.context().cookies();
  await openWaitingForm(page, "027");
  await page.getByText("差し戻す（理由を選ぶ）").click();
  await page.getByLabel("差戻しの理由").selectOption("その他");
  await page.getByLabel("補足").fill("印影が不鮮明なため");
  await page.getByRole("button", { name: "差し戻す" }).click();
  await expect(page.getByText(asked)).toBeVisible();
  const otp = page.getByLabel("認証コード");
  await expect(otp).toBeFocused();
  await expect(page.getByLabel("補足")).toHaveValue("印影が不鮮明なため");
  await expectAccessible(page);
  await picture(page, "step-up");

  await page.keyboard.press("Enter");
  await expect(page.getByText("＊認証コードを入力してください。")).toBeVisible();
  await otp.fill("12345");
  await page.keyboard.press("Enter");
  await expect(otp).toHaveValue("");
  await expect(page.getByLabel("補足")).toHaveValue("印影が不鮮明なため");
  await expectAccessible(page);

  await otp.fill(await codeOf("approver21"));
  await page.keyboard.press("Enter");
  await expect(page.getByText("差戻し", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(asked)).toHaveCount(0);

  const thief = await (await browser.newContext()).newPage();
  await thief.context().addCookies(copied);
  await thief.goto("/forms");
  await expect(thief).toHaveURL(/\/sign-in/);
  await page.goto("/forms");
  await expect(page.getByRole("heading", { level: 1, name: "届出書" })).toBeVisible();
});

test("the same without script", async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await withoutScript(browser, await signInLongAgo(browser, "approver11"));
  await openWaitingForm(page, "014");
  await page.getByRole("button", { name: "承認する" }).click();
  await expect(page.getByText(asked)).toBeVisible();
  await page.getByLabel("認証コード").fill("000000");
  await page.getByRole("button", { name: "確認して続ける" }).click();
  await expect(page.getByText(/ワンタイムパスワードが違います/).first()).toBeVisible();
  await page.getByLabel("認証コード").fill(await codeOf("approver11"));
  await page.getByRole("button", { name: "確認して続ける" }).click();
  await expect(page.getByText("承認しました", { exact: true })).toBeVisible();
});

test("what was overtaken while the OTP was typed is not done, and the next decision asks no more", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const page = await signInLongAgo(browser, "manager01");
  const maker = (await sql`select id from staff where username = 'manager02'`)[0]?.id;
  const propose = async (to: number) => {
    const [row] = await sql`
      insert into setting_changes (id, before, after, reason, maker_id, proposed_at)
      select gen_random_uuid(), jsonb_build_object('reorder_months', reorder_months),
        jsonb_build_object('reorder_months', ${to}::int), '試し', ${maker}, now() from settings returning id`;
    return row?.id;
  };
  const first = await propose(7);
  await page.goto("/settings");
  await page.getByRole("button", { name: "承認する" }).click();
  await expect(page.getByText(asked)).toBeVisible();
  await sql`update setting_changes set state = 'withdrawn', decided_at = now() where id = ${first}`;
  await page.getByLabel("認証コード").fill(await codeOf("manager01"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "変更を申請する" })).toBeVisible();
  const [overtaken] = await sql`select state from setting_changes where id = ${first}`;
  expect(overtaken?.state).toBe("withdrawn");
  const second = await propose(8);
  await page.goto("/settings");
  await page.getByLabel("却下の理由").fill("試しのため");
  await page.getByRole("button", { name: "却下する" }).click();
  await expect(page.getByText("却下しました。規則は変わりません")).toBeVisible();
  const [row] = await sql`select state from setting_changes where id = ${second}`;
  expect(row?.state).toBe("turned_down");
});

test("the upload of a token file asks with its own fields, before the file", async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await signInLongAgo(browser, "operations02");
  await page.goto("/tokens/imports/new");
  await expect(page.getByText(asked)).toBeVisible();
  await expectAccessible(page);
  await picture(page, "step-up-upload");
  const file = (serial: string) => ({
    name: "step-up.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${serial},${"ab".repeat(20)},totp,6,30\n`),
  });
  const choose = () => page.getByLabel("シードファイル").setInputFiles(file("STEPUP000001"));
  await page.getByLabel("バッチ名").fill("本人確認の試し");
  await choose();
  await page.getByRole("button", { name: "送信して確認する" }).click();
  await expect(page.getByText("＊認証コードを入力してください。")).toBeVisible();
  await expect(page.getByLabel("バッチ名")).toHaveValue("本人確認の試し");
  await page.getByLabel("認証コード").fill(await codeOf("operations02"));
  await choose();
  await page.getByRole("button", { name: "送信して確認する" }).click();
  await expect(page).toHaveURL(/\/tokens\/imports\/[0-9a-f-]{36}$/);
  await page.goto("/tokens/imports/new");
  await expect(page.getByText(asked)).toHaveCount(0);
});
