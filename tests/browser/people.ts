import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import type { Walk } from "#demo/walk.ts";
import { readWalk } from "#tests/support/desk.ts";

/** What `npm run demo -- --json` tells of the desk under test, with OTPs valid now. */
export async function demo(): Promise<Walk> {
  return (await readWalk(process.env.DESK_DATA_DIR ?? "")) as Walk;
}

/** A page of somebody's own browser, signed in with password and OTP as that person does. */
export async function signIn(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const person = (await demo()).staff.find((one) => one.username === username);
  await page.goto("/sign-in");
  await page.getByLabel("利用者名").fill(username);
  await page.getByLabel("パスワード").fill(person?.password ?? "");
  await page.keyboard.press("Enter");
  await page.getByLabel("認証コード").fill(person?.otp ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "本日の業務" })).toBeVisible();
  return page;
}

/** The same person in a browser that runs no script. */
export async function withoutScript(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(await page.context().cookies());
  return context.newPage();
}

/** Finds what is typed into the one search box, from wherever the page is. */
export async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill(text);
  await page.keyboard.press("Enter");
  await page.waitForLoadState();
}

/** Nothing that axe finds, on the page as it stands (WCAG 2.2 AA and best practices). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

let pictures = 0;

/** Keeps a picture of a step of the walk, beside what else the run left. */
export async function picture(page: Page, name: string): Promise<void> {
  const number = String(++pictures).padStart(2, "0");
  await page.screenshot({ path: `test-results/walk/${number}-${name}.png` });
}
