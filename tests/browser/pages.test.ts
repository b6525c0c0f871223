import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, signIn, withoutScript } from "./people.ts";

/** Every page of the console by who works there; a list leads on to the page of its first row. */
const desks = [
  { username: "clerk02", lists: ["/forms?state=received"], pages: ["/forms/new"], edit: true },
  {
    username: "approver02",
    lists: ["/forms?state=awaiting_approval"],
    pages: ["/delegations", "/delegations/new"],
    edit: false,
  },
  {
    username: "operations02",
    lists: ["/orders?state=placed", "/orders?state=returned", "/tokens", "/tokens/requests?state=approved"],
    pages: [
      "/tokens/moves",
      "/tokens/moves?move=dispose&state=revoked",
      "/tokens/moves?move=suspend&state=in_stock",
    ],
    edit: false,
  },
  {
    username: "auditor01",
    lists: [
      ...["/contracts", "/orders", "/debits?state=settled", "/forms?state=all"],
      ...["/audit?action=form.approve", "/staff"],
    ],
    pages: [
      "/",
      "/tokens",
      "/tokens/imports",
      "/tokens/stock",
      "/tokens/labels?state=in_stock",
      "/tokens/labels?serials=NONE",
      "/fees",
      "/debits/failed",
      "/settings",
      "/delegations",
      "/audit",
      "/audit?verify=0",
      "/login-events",
      "/login-events?verify=1",
      "/look-ups",
    ],
    edit: false,
  },
  {
    username: "manager02",
    lists: ["/debits?state=sent"],
    pages: ["/debits/new", "/settings", "/settings/edit"],
    edit: false,
  },
  {
    username: "administrator01",
    lists: ["/staff?state=invited", "/staff?state=disabled", "/staff/changes"],
    pages: [
      ...["/", "/me", "/me/authenticator", "/me/recovery-codes", "/password", "/no-such-page", "/fees"],
      ...["/staff", "/staff?q=nobody", "/staff/new", "/staff/changes?state=all"],
    ],
    edit: false,
  },
] as const;

const looks = [
  { language: "ja", colorScheme: "light" },
  { language: "en", colorScheme: "dark" },
] as const;

for (const { username, lists, pages, edit } of desks) {
  test(`axe finds nothing on the pages of ${username}, in Japanese by day and in English by night`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const page = await signIn(browser, username);
    const found: string[] = [...pages];
    for (const list of lists) {
      await page.goto(list);
      const row = await page.locator("tbody a").first().getAttribute("href");
      expect(row, `${list} has a row`).not.toBeNull();
      found.push(list, row ?? "");
      if (edit) found.push(`${row}/edit`);
    }
    for (const { language, colorScheme } of looks) {
      await page
        .context()
        .addCookies([{ name: "lang", value: language, url: new URL("/", page.url()).href }]);
      await page.emulateMedia({ colorScheme });
      for (const path of found) {
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        await expectAccessible(page);
      }
    }
  });
}

test("nothing is wider than the screen, from a 1366 px desk down to 320 px", async ({ browser }) => {
  const page = await signIn(browser, "clerk03");
  for (const width of [1366, 320]) {
    await page.setViewportSize({ width, height: 768 });
    for (const path of ["/", "/forms", "/forms/new", "/orders", "/contracts"]) {
      await page.goto(path);
      expect(await overflow(page), `${path} at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});

test("a form keeps what was typed and names every error by its field, without script too", async ({
  browser,
}) => {
  const signedIn = await signIn(browser, "clerk11");
  const page = await withoutScript(browser, signedIn);
  await page.goto("/forms/new");
  await page.getByLabel("契約者ID（利用者番号）").fill("２０００");
  await page.getByLabel("受付日").fill("令和99年1月1日");
  await page.getByLabel("備考").fill("消えては困る備考");
  await page.getByRole("button", { name: "登録する" }).click();
  await expect(page.getByText("＊数字11桁で入力してください。")).toBeVisible();
  await expect(page.getByText("＊届出の種類を選択してください。")).toBeVisible();
  await expect(page.getByLabel("備考")).toHaveValue("消えては困る備考");
  await expect(page.getByLabel("契約者ID（利用者番号）")).toHaveValue("２０００");
});

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
