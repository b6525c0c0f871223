import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type Need, pages } from "#app/authority.ts";
import { type Role, roles } from "#core/staff/rules.ts";
import { opens } from "#tests/support/authority-page.ts";
import { fill } from "./built.ts";
import { sql } from "./database.ts";
import { expectAccessible, signIn, withoutScript } from "./people.ts";
import { addressWith, none, recordsOf } from "./records.ts";

/** Who looks at the pages of each role: nobody whom another test signs in. */
const lookers: Record<Role, string> = {
  clerk: "clerk02",
  approver: "approver02",
  operations: "operations02",
  manager: "manager02",
  auditor: "auditor01",
  administrator: "administrator01",
};

/** What a page shows besides, by its query, and pages that are none of the table's. */
const besides: Partial<Record<Role, readonly string[]>> = {
  clerk: ["/no-such-page", "/fees"],
  operations: [
    "/tokens/moves?move=dispose&state=revoked",
    "/tokens/moves?move=suspend&state=in_stock",
    "/tokens/labels?serials=NONE",
    "/orders?state=returned",
  ],
  administrator: ["/staff?q=nobody", "/staff?state=invited", "/staff/changes?state=all"],
  auditor: ["/audit?verify=0", "/login-events?verify=1", "/forms?state=all"],
};

const looks = [
  { language: "ja", colorScheme: "light" },
  { language: "en", colorScheme: "dark" },
] as const;

/** The role that looks at a page: the first that it opens for. */
const roleOf = (need: Need) => roles.find((role) => opens(need, role));

for (const role of roles) {
  test(`axe finds nothing on any page of the ${role}'s, in Japanese by day and in English by night`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const records = await recordsOf(sql, "001");
    const own = Object.entries<Need>(pages)
      .filter(([, need]) => need !== "public" && need !== "under-way" && roleOf(need) === role)
      .map(async ([pattern]) => addressWith(records, pattern) ?? (await fill(sql, pattern)));
    const paths = [...(await Promise.all(own)), ...(besides[role] ?? [])].filter(
      (path) => !path.endsWith(none),
    );
    const page = await signIn(browser, lookers[role]);
    for (const { language, colorScheme } of looks) {
      await page
        .context()
        .addCookies([{ name: "lang", value: language, url: new URL("/", page.url()).href }]);
      await page.emulateMedia({ colorScheme });
      for (const path of paths) {
        await page.goto(path);
        await expect(page.locator("html"), path).toHaveAttribute("lang", language);
        await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
        await expectAccessible(page);
        const name = path.replaceAll(/\W+/g, "-").slice(0, 60);
        await page.screenshot({ path: `test-results/pages/${role}/${name}-${language}.png` });
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

test("what is not there, or not for this person, leaves the search and the desks at hand", async ({
  browser,
}) => {
  const page = await signIn(browser, "clerk03");
  for (const [path, status, title] of [
    [`/forms/${randomUUID()}`, 404, "ページが見つかりません"],
    ["/tokens", 403, "この業務を行う権限がありません"],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(status);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page).toHaveTitle(`${title} | Token Desk`);
    await expect(page.getByRole("searchbox")).toBeVisible();
    await expect(page.getByRole("navigation").getByRole("link", { name: "届出書" })).toBeVisible();
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
  // Whose contract it is, no script has shown: the desk asks first.
  const [contract] =
    await sql`select contractor_id from contracts where branch_code = '001' order by id desc`;
  const own = await withoutScript(browser, await signIn(browser, "clerk01"));
  await own.goto(`/forms/new?kind=unlock&contractorId=${contract?.contractor_id}`);
  await own.getByRole("button", { name: "登録する" }).click();
  await expect(own.getByText(/様（.*）の届出書として登録します/)).toBeVisible();
  await own.getByRole("button", { name: "登録する" }).click();
  await expect(own.getByText(/を受け付けました/)).toBeVisible();
});

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
