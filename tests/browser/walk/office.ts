import { type Browser, expect } from "@playwright/test";
import { trackingNumber } from "../outside.ts";
import { expectAccessible, picture, search, signIn } from "../people.ts";
import type { Story } from "./story.ts";

/** From the stock to its delivery. Gives the serial. */
export async function sendToken(
  { sql, api, customer, oldSerial, operations }: Story,
  orderPage: string,
): Promise<string> {
  await operations.goto(orderPage);
  const [stock] = await sql`select serial from tokens where state = 'in_stock' and kind = 'totp'
    and algorithm = 'sha1' and digits = 6 and step_seconds = 30 and expires_on > now() + interval '1 year'
    order by serial limit 1`;
  const newSerial: string = stock?.serial;
  await operations.getByLabel("シリアル番号").fill(oldSerial);
  await operations.keyboard.press("Enter");
  await expect(operations.getByText("このトークンは失効しています。").first()).toBeVisible();
  await operations.getByLabel("シリアル番号").fill(newSerial);
  await operations.keyboard.press("Enter");
  await expect(operations.getByText(`トークン ${newSerial} を割り当てました`)).toBeVisible();
  await expectAccessible(operations);

  const right = trackingNumber(71600000000 + (Date.now() % 10_000_000));
  const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + 1) % 7);
  await operations.getByLabel("追跡番号").fill(wrong);
  await operations.keyboard.press("Enter");
  await expect(operations.getByText("追跡番号の末尾が合いません。").first()).toBeVisible();
  await picture(operations, "wrong-tracking-number");
  await operations.getByLabel("追跡番号").fill(right);
  await operations.keyboard.press("Enter");
  await expect(operations.getByText("発送済みにしました")).toBeVisible();
  expect((await api.status(customer.contractorId)).openOrder.state).toBe("shipped");
  for (const event of ["到着", "持ち出し中", "お届け先にお届け済み"]) {
    await operations.getByLabel("郵便の状況").selectOption(event);
    await operations.getByRole("button", { name: "記録する" }).click();
    await expect(operations.getByRole("cell", { name: event })).toBeVisible();
  }
  await picture(operations, "delivered");
  expect((await api.status(customer.contractorId)).openOrder.state).toBe("delivered");
  return newSerial;
}

/** In the page and in its file, equal to what the database counts. */
export async function reportFee({ sql }: Story, browser: Browser): Promise<void> {
  const manager = await signIn(browser, "manager01");
  await manager.getByRole("link", { name: "手数料" }).click();
  const row = manager.getByRole("row", { name: /001 本店営業部.*再発行.*紛失/ });
  await expect(row).toBeVisible();
  await expectAccessible(manager);
  await picture(manager, "fee-report");
  const [counted] = await sql`
    select count(*)::int as count, sum(gross_yen)::int as gross from fees where branch_code = '001'
      and kind = 'reissue' and reason = 'lost'
      and to_char(assessed_at at time zone 'Asia/Tokyo', 'YYYY-MM') = to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM')`;
  await expect(row).toContainText(`${Number(counted?.gross).toLocaleString("ja-JP")}円`);
  const [download] = await Promise.all([
    manager.waitForEvent("download"),
    manager.getByRole("link", { name: "CSV（UTF-8）" }).click(),
  ]);
  const file = await (await download.createReadStream()).toArray();
  const text = Buffer.concat(file).toString();
  expect(text.startsWith("\uFEFF")).toBe(true);
  const net = Number(counted?.count) * 1000;
  expect(text).toContain(
    `,"001",本店営業部,再発行,紛失,${counted?.count},${net},${net / 10},${counted?.gross},`,
  );
}

/** On the page of the contract, and in the audit. */
export async function tellStory({ clerk, customer }: Story, browser: Browser): Promise<void> {
  await search(clerk, customer.contractorId);
  const story = clerk
    .getByRole("region", { name: "経過" })
    .or(clerk.locator("section", { hasText: "経過" }))
    .last();
  for (const line of [
    "届出書を入力",
    "検印に回付",
    "届出書を差戻し",
    "届出書を承認（検印）",
    "1,100円",
    "トークンを割当",
    "トークンを発送",
    "お届け先にお届け済み",
    "お客様が利用開始",
    "誤りが所定の回数に達し、ロックしました",
  ]) {
    await expect(story.getByText(line).first()).toBeVisible();
  }
  await expectAccessible(clerk);
  await picture(clerk, "whole-story");
  const auditor = await signIn(browser, "auditor01");
  await auditor.getByRole("link", { name: "監査証跡" }).click();
  await expect(auditor.getByRole("row", { name: /届出書を承認（検印）/ }).first()).toBeVisible();
  await expectAccessible(auditor);
  await picture(auditor, "audit");
}
