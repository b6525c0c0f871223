import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { expectAccessible, signIn } from "./people.ts";

test("letters that wait are opened, printed a sheet each, and marked; and whoever is second is told", async ({
  browser,
}) => {
  const page = await signIn(browser, "operations01");
  await page.goto("/");
  await page.getByRole("link", { name: "お知らせの手紙・印刷待ち" }).click();
  await expect(page.getByRole("checkbox").first()).toBeChecked();
  await expectAccessible(page);
  const waiting = await page.getByRole("checkbox").count();
  await page.getByRole("button", { name: "選んだ手紙を開く" }).click();
  await expect(page.locator(".letter-sheet")).toHaveCount(waiting);
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g);
  expect(sheets).toHaveLength(waiting);
  await expectAccessible(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await page.getByRole("button", { name: "印刷済みにする" }).click();
  await expect(page.getByText(`${waiting}通を印刷済みにしました`)).toBeVisible();
  await second.getByRole("button", { name: "印刷済みにする" }).click();
  await expect(second.getByText("選んだお知らせのどれかの状態が変わっています")).toBeVisible();
});

test("a clerk keys a customer's mail address from their paper, and it changes once an approver confirms it", async ({
  browser,
}) => {
  const clerk = await signIn(browser, "clerk03");
  const [contract] = await sql`
    select c.id, c.contractor_id from contracts c where branch_code = '001' and mail_address is not null
      and not exists (select from mail_address_changes m where m.contract_id = c.id) order by c.id desc limit 1`;
  await clerk.goto(`/contracts/${contract?.id}`);
  await clerk.getByRole("link", { name: "変更の申請" }).click();
  await clerk.getByLabel("新しいメールアドレス").fill("花子＠example.jp");
  await clerk.getByLabel("届出日").fill("R8.11.20");
  await clerk.getByRole("button", { name: "変更を申請する" }).click();
  await expect(clerk.getByText("＊半角の英数字と記号だけで入力してください。")).toBeVisible();
  await expect(clerk.getByLabel("新しいメールアドレス")).toHaveValue("花子@example.jp");
  await expectAccessible(clerk);
  await clerk.getByLabel("新しいメールアドレス").fill("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ");
  await clerk.getByLabel("書面の控え").fill("変更届 21号、印鑑照合済");
  await clerk.getByRole("button", { name: "変更を申請する" }).click();
  await expect(clerk.getByText("変更を申請しました")).toBeVisible();
  await expect(clerk.getByRole("button", { name: "承認する" })).toHaveCount(0);

  const approver = await signIn(browser, "approver01");
  await approver.goto("/");
  await approver.getByRole("link", { name: "メールアドレスの変更の承認待ち" }).click();
  await approver.getByRole("link", { name: String(contract?.contractor_id) }).click();
  await expect(approver.getByText("hanako@example.jp")).toBeVisible();
  await expectAccessible(approver);
  await approver.getByRole("button", { name: "承認する" }).click();
  await expect(approver.getByText("承認しました。")).toBeVisible();
  await clerk.getByRole("button", { name: "申請を取り下げる" }).click();
  await expect(clerk.getByText("ほかの職員が先に処理しました")).toBeVisible();
});
