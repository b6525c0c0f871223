import { expect, test } from "@playwright/test";
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
