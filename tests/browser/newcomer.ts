import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { base32In } from "#core/token-files/seed-text.ts";
import { sql } from "./database.ts";

export const password = "浜名湖の朝は風が強い7時";

type Newcomer = { id: string; username: string; link: string };

/** A manager invited a moment ago; made one only then, since two administrators would have to let a new one in. */
export async function invited(): Promise<Newcomer> {
  const [id, token] = [randomUUID(), randomBytes(32).toString("base64url")];
  const username = `new-${id.slice(0, 8)}`;
  await sql`insert into staff (id, username, name, role, created_at)
    values (${id}, ${username}, '新居　花', 'auditor', now())`;
  await sql`insert into staff_invitations (id, staff_id, purpose, token_hash, created_at, expires_at)
    values (${randomUUID()}, ${id}, 'join', ${createHash("sha256").update(token).digest()}, now(), now() + interval '1 day')`;
  await sql`update staff set role = 'manager' where id = ${id}`;
  return { id, username, link: `/join/${token}` };
}

/** The code of the secret that a page shows, `steps` later than now. */
export async function codeOn(page: Page, steps = 0): Promise<{ secret: string; otp: string }> {
  const secret = ((await page.locator("p.code").textContent()) ?? "").replaceAll(/\s/g, "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  return { secret, otp: otpOf(secret, steps) };
}
const otpOf = (secret: string, steps = 0) =>
  otpAt({ algorithm: "sha1", digits: 6 }, base32In(secret), stepAt(new Date(), 30) + steps);

/** Waits until the authenticator shows a code that was not given before. */
export async function nextCode(person: Newcomer, secret: string): Promise<string> {
  const [row] = await sql`select otp_last_step::int as step from staff where id = ${person.id}`;
  await expect.poll(() => stepAt(new Date(), 30) + 1, { timeout: 60_000 }).toBeGreaterThan(row?.step);
  return otpOf(secret, row?.step >= stepAt(new Date(), 30) ? 1 : 0);
}

export async function choosePassword(page: Page, chosen = password): Promise<void> {
  await page.getByLabel("新しいパスワード", { exact: false }).first().fill(chosen);
  await page.getByLabel("新しいパスワード（確認）").fill(chosen);
}

export async function join(page: Page): Promise<{ person: Newcomer; secret: string; codes: string[] }> {
  const person = await invited();
  await page.goto(person.link);
  await choosePassword(page);
  await page.getByRole("button", { name: "次へ" }).click();
  const { secret, otp } = await codeOn(page);
  await page.getByLabel("認証コード").fill(otp);
  await page.getByRole("button", { name: "登録する" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "回復コード" })).toBeVisible();
  const codes = await page.locator("ol .code").allTextContents();
  expect(codes).toHaveLength(10);
  return { person, secret, codes };
}

/** A page of a browser that nobody used before. */
export const fresh = async (browser: Browser) => (await browser.newContext()).newPage();
