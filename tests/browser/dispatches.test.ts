import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { trackingNumber } from "./outside.ts";
import { expectAccessible, picture, signIn } from "./people.ts";

test("a reader's scans allocate, pack and post, with no hand on the mouse; each says whether it took", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const page = await signIn(browser, "operations02");
  const scan = async (text: string) => {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  };
  const stock = await sql`select serial, state from tokens where state in ('in_stock', 'revoked')
    and expires_on > now() + interval '2 years' order by state, serial desc`;
  const good = stock.filter(({ state }) => state === "in_stock").map(({ serial }) => serial);
  const bad = stock.find(({ state }) => state === "revoked")?.serial;

  await page.goto("/orders/allocate");
  await expectAccessible(page);
  await page.locator("h1").click();
  await scan(bad);
  await expect(page.getByText("＊このトークンは失効しています。")).toBeVisible();
  // The summary has the focus, and the next scan still finds its field.
  await expect(page.locator("[data-failed]")).toBeFocused();
  for (const serial of good.slice(0, 2)) {
    await scan(serial);
    await expect(page.getByText(`に ${serial} を割り当てました`)).toBeVisible();
    await expect(page.getByLabel("シリアル番号")).toBeFocused();
  }
  await picture(page, "allocation");
  await scan(bad);
  await expect(page.getByText("＊このトークンは失効しています。")).toBeVisible();
  await expect(page.getByText(`に ${good[1]} を割り当てました`)).toBeHidden();

  await page.goto("/orders/dispatches/new");
  const moved = page.getByRole("row", { name: "届出の後に住所変更" });
  await expect(moved.getByRole("checkbox")).not.toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "選んだ発行依頼で発送便を作る" }).click();
  await expect(page.getByText(/発送便 \d+ を作りました/)).toBeVisible();
  const here = page.url().replace(/\?.*/, "");
  await page.goto(`${here}/letters`);
  const letters = await page.locator(".letter-sheet").count();
  expect(letters).toBeGreaterThan(1);
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g);
  expect(sheets).toHaveLength(letters);
  await expectAccessible(page);

  await page.goto(here);
  const numbers = await page.locator("tbody a").allTextContents();
  const nth = Date.now() % 1_000_000;
  const tracking = numbers.map((_, at) => trackingNumber(62_600_000_000 + nth * 100 + at));
  await scan(numbers[0] ?? "");
  await scan("123456789012");
  await expect(page.getByText("＊追跡番号の末尾が合いません。")).toBeVisible();
  // The order stands: its label alone is scanned again.
  await scan(tracking[0] ?? "");
  await expect(page.getByText(`発行依頼 ${numbers[0]} を発送済みにしました`)).toBeVisible();
  const file = (rows: readonly (string | undefined)[][]) =>
    page.getByLabel("CSVファイル").setInputFiles({
      name: "tracking.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(rows.map((row) => row.join(",")).join("\n")),
    });
  await file([[numbers[0], tracking[1]]]);
  await page.getByRole("button", { name: "内容を確認する" }).click();
  await expect(page.getByText("＊すでに発送済みか、発送しないことになった発行依頼です。")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "ファイルを選び直す" }).click();
  await file(numbers.slice(1).map((number, at) => [number, tracking[at + 1]]));
  await page.getByRole("button", { name: "内容を確認する" }).click();
  await page.getByRole("button", { name: "この内容で発送済みにする" }).click();
  await expect(page.getByText("この発送便はすべて発送済みです")).toBeVisible();
  await picture(page, "dispatch-posted");
});
