import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { signIn } from "./people.ts";

test("the slower of two approvers reads who decided what and when, and one order is placed", async ({
  browser,
}) => {
  const [form] = await sql`select id from forms where state = 'awaiting_approval' and branch_code = '001'
    and kind in ('new', 'exchange', 'reissue') order by created_at limit 1`;
  const first = await signIn(browser, "approver01");
  const second = await signIn(browser, "approver02");
  await first.goto(`/forms/${form?.id}`);
  await second.goto(`/forms/${form?.id}`);
  await first.getByRole("button", { name: "承認する" }).dblclick();
  await expect(first.getByText("承認しました", { exact: true })).toBeVisible();
  await second.getByRole("button", { name: "承認する" }).click();
  await expect(second.getByText("ほかの職員が先に処理しました")).toBeVisible();
  await expect(second.getByText(/村松　孝が.*「届出書を承認（検印）」を行いました/)).toBeVisible();
  await second.getByRole("link", { name: "最新の内容を表示する" }).click();
  await expect(second.locator("#main").getByText("検印済", { exact: true })).toBeVisible();
  const orders = await sql`select from orders where form_id = ${form?.id ?? ""}`;
  expect(orders).toHaveLength(1);
});

test("another branch's form is not there, and a signed-out person's cookie opens nothing", async ({
  browser,
}) => {
  const [form] = await sql`select id from forms where branch_code = '001' limit 1`;
  const clerk = await signIn(browser, "clerk21");
  const cookies = await clerk.context().cookies();
  expect((await clerk.goto(`/forms/${form?.id}`))?.status()).toBe(404);
  expect((await clerk.goto("/audit"))?.status()).toBe(403);
  await clerk.goto("/");
  await clerk.getByRole("button", { name: "ログアウト" }).click();
  await expect(clerk.getByText("ログアウトしました。")).toBeVisible();
  const thief = await (await browser.newContext()).newPage();
  await thief.context().addCookies(cookies);
  await thief.goto("/forms");
  await expect(thief).toHaveURL(/\/sign-in\?back=/);
});
