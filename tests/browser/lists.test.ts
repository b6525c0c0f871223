import { expect, test } from "@playwright/test";
import { signIn, withoutScript } from "./people.ts";

test("home leads to just what is late; the list sorts by keyboard, and Back keeps what was asked", async ({
  browser,
}) => {
  const page = await signIn(browser, "operations02");
  const late = page.getByRole("row", { name: /^期限超過/ });
  const count = Number(await late.getByRole("cell").first().textContent());
  await late.getByRole("link").press("Enter");
  await expect(page.locator("[data-row]")).toHaveCount(count);
  await page.getByRole("link", { name: "発行番号" }).press("Enter");
  await expect(page).toHaveURL(/task=late&sort=number$/);
  await page.getByRole("link", { name: "発行番号" }).press("Enter");
  await expect(page.getByRole("columnheader", { name: "発行番号" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const numbers = await page.locator("[data-row]").allTextContents();
  expect(numbers).toEqual(numbers.toSorted().reverse());
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /発行依頼/ })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/task=late&sort=-number$/);
});

test("dark is chosen without script and kept, for the console alone", async ({ browser }) => {
  const page = await withoutScript(browser, await signIn(browser, "operations02"));
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/me");
  await page.getByRole("button", { name: "暗", exact: true }).click();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.goto("/orders");
  expect(await ground()).toBe("dark");
  await page.goto("/personal-web");
  expect(await ground()).toBe("light dark");
});
