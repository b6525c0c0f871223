import { expect, type Page, test } from "@playwright/test";
import { sql } from "./database.ts";
import { signIn } from "./people.ts";

/** Has each answer to what the page sends get lost on its way back, once it was done. */
async function loseAnswers(page: Page): Promise<void> {
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
}

test("a form pressed twice, sent again by Back and from a second tab is one form", async ({ browser }) => {
  const [contract] = await sql`select c.id, c.contractor_id from contracts c where c.branch_code = '027'
    and not exists (select from forms f where f.contract_id = c.id and f.state not in ('completed', 'cancelled'))
    order by c.id desc offset 5 limit 1`;
  const clerk = await signIn(browser, "clerk21");
  const other = await clerk.context().newPage();
  for (const page of [clerk, other]) {
    await page.goto("/forms/new");
    await page.getByLabel("契約者ID（利用者番号）").fill(contract?.contractor_id);
    await page.getByLabel("ロック解除").check();
  }
  await clerk.getByRole("button", { name: "登録する" }).dblclick();
  await expect(clerk.getByText(/届出書 \d+ を受け付けました/)).toBeVisible();
  await clerk.goBack();
  await clerk.getByLabel("契約者ID（利用者番号）").fill(contract?.contractor_id);
  await clerk.getByLabel("ロック解除").check();
  for (const page of [clerk, other]) {
    await page.getByRole("button", { name: "登録する" }).click();
    await expect(page.getByText(/すでに受け付けています/)).toBeVisible();
    await expect(page.getByLabel("契約者ID（利用者番号）")).toHaveValue(contract?.contractor_id);
  }
  expect(
    await sql`select from forms where contract_id = ${contract?.id} and kind = 'unlock'
    and state not in ('completed', 'cancelled')`,
  ).toHaveLength(1);
});

test("an approval whose answer was lost is done once, and the tab that sends it again reads who did it and when", async ({
  browser,
}) => {
  const [form] = await sql`select id from forms where state = 'awaiting_approval' and branch_code = '001'
    and kind in ('new', 'exchange', 'reissue') order by number desc limit 1`;
  const approver = await signIn(browser, "approver02");
  const other = await approver.context().newPage();
  for (const page of [approver, other]) await page.goto(`/forms/${form?.id}`);
  await loseAnswers(approver);
  await approver.getByRole("button", { name: "承認する" }).click();
  await expect.poll(() => sql`select from orders where form_id = ${form?.id}`).toHaveLength(1);
  await other.getByRole("button", { name: "承認する" }).click();
  await expect(other.getByText(/「届出書を承認（検印）」を行いました/)).toBeVisible();
  await approver.unrouteAll();
  await approver.reload();
  await expect(approver.locator("#main").getByText("検印済", { exact: true })).toBeVisible();
  expect(await sql`select from orders where form_id = ${form?.id}`).toHaveLength(1);
  expect(
    await sql`select from fees where order_id in (select id from orders where form_id = ${form?.id})`,
  ).toHaveLength(1);
});
