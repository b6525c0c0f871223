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

test("each list's file holds what its conditions find, under the page's columns and in either encoding", async ({
  browser,
}) => {
  const of: Record<string, readonly string[]> = {
    operations02: ["/orders/dispatches?state=to_post", "/tokens/imports"],
    auditor01: [
      ...[
        "/forms?state=all",
        "/orders?task=late",
        "/tokens?state=revoked",
        "/contracts",
        "/notices?recipient=desk",
      ],
      ...[
        "/tokens/requests?state=all",
        "/delegations?state=current",
        "/staff?sort=-branch",
        "/clients?state=active",
      ],
      "/staff/changes?state=all",
    ],
  };
  for (const [username, lists] of Object.entries(of)) {
    const page = await signIn(browser, username);
    for (const list of lists) {
      await page.goto(list);
      const told = await page.getByRole("navigation", { name: "ページの移動" }).locator("p").textContent();
      const headers = await page.getByRole("columnheader").allTextContents();
      const link = await page.getByRole("link", { name: "CSV（UTF-8）" }).getAttribute("href");
      const file = await page.request.get(link ?? "");
      const [head, ...rows] = (await file.text()).split("\r\n").slice(0, -1);
      expect(`${list} ${head}`).toBe(`${list} \uFEFF${headers.join(",")}`);
      expect(`${list} ${rows.length}件`).toBe(`${list} ${told?.match(/^\d+件/)?.[0]}`);
      const old = await page.request.get(`${link}${link?.includes("?") ? "&" : "?"}encoding=cp932&told=1`);
      expect(old.headers()["content-type"]).toBe("text/csv; charset=windows-31j");
      expect((await old.body()).toString("latin1").split("\r\n")).toHaveLength(rows.length + 2);
    }
  }
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
