import { type Browser, expect, type Page } from "@playwright/test";
import axe from "axe-core";
import { sealKeysOf } from "#core/seal.ts";
import { connect } from "#db/client.ts";
import { staffPassword } from "#demo/secrets.ts";
import { readWalk, type Walk } from "#demo/walk.ts";
import { readSealKeys } from "#env.ts";
import { deskSecrets } from "#tests/support/second-desk.ts";
import { sessionOf } from "./sign-in.ts";

/** What `npm run demo` tells of the desk under test, as things stand now. */
export async function demo(): Promise<Walk> {
  const { DESK_URL: url = "", DESK_DATABASE_URL: databaseUrl = "" } = process.env;
  const { db, close } = connect(databaseUrl, { max: 1 });
  try {
    return await readWalk(db, { keys: sealKeysOf(readSealKeys(deskSecrets())), url, databaseUrl });
  } finally {
    await close();
  }
}

/** A page of somebody's own browser, signed in, at the day's work. */
export async function signIn(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const [name = "", value = ""] = (await sessionOf(username)).split("=");
  await page.context().addCookies([{ name, value, url: process.env.DESK_URL ?? "" }]);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "本日の業務" })).toBeVisible();
  return page;
}

/** The same as that person does it: by the pages, with password and OTP. */
export async function signInByPages(
  page: Page,
  { username, otp }: { username: string; otp: string },
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("利用者名").fill(username);
  await page.getByLabel("パスワード").fill(staffPassword(username));
  await page.keyboard.press("Enter");
  await page.getByLabel("認証コード").fill(otp);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "本日の業務" })).toBeVisible();
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
  // Within the page itself: asked from outside, in all its frames, it takes five times as long.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run({ exclude: "iframe" }, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${location.href} ${id}: ${nodes[0]?.html}`);
  });
  expect(found).toEqual([]);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

let pictures = 0;

/** Keeps a picture of a step of the walk, beside what else the run left. */
export async function picture(page: Page, name: string): Promise<void> {
  const number = String(++pictures).padStart(2, "0");
  await page.screenshot({ path: `test-results/walk/${number}-${name}.png` });
}
