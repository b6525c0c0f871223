import { expect, type Page, test } from "@playwright/test";
import { demo, signIn } from "#tests/browser/people.ts";

/** The pictures of the README, taken of the demo: `npm run pictures`. */
test("pictures of the desks, in both languages", async ({ browser }) => {
  test.setTimeout(180_000);
  const approver = await signIn(browser, "approver01");
  await take(approver, "approval", async (page) =>
    openFirst(page, "/forms?state=awaiting_approval&kind=reissue"),
  );
  await take(approver, "today", async (page) => void (await page.goto("/")));
  const operations = await signIn(browser, "operations01");
  await take(operations, "orders", async (page) => void (await page.goto("/orders")));
  const manager = await signIn(browser, "manager01");
  await take(manager, "fees", async (page) => void (await page.goto("/fees")));
  const registered = (await demo()).contracts.find(({ state }) => state === "delivered");
  await take(
    manager,
    "contract",
    async (page) => void (await page.goto(`/contracts?q=${registered?.contractorId}`)),
  );
  const customer = await (await browser.newContext()).newPage();
  await customer.goto("/personal-web/registration");
  await customer.getByLabel("契約者ID（利用者番号）").fill(registered?.contractorId ?? "");
  await customer.getByLabel("ログインパスワード").fill(registered?.password ?? "");
  await customer.getByRole("button", { name: "次へ" }).click();
  await expect(customer.getByRole("heading", { name: "ワンタイムパスワードの登録" })).toBeVisible();
  await take(customer, "registration", async (page) => void (await page.reload()));
});

async function openFirst(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.goto((await page.locator("tbody a").first().getAttribute("href")) ?? "");
}

async function take(page: Page, name: string, open: (page: Page) => Promise<void>): Promise<void> {
  for (const language of ["ja", "en"]) {
    const url = page.url();
    await page.context().addCookies([{ name: "lang", value: language, url: new URL("/", url).href }]);
    await open(page);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `docs/pictures/${name}-${language}.png` });
  }
  await page.context().addCookies([{ name: "lang", value: "ja", url: new URL("/", page.url()).href }]);
}
