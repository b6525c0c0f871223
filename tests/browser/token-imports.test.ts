import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible, picture, signIn, withoutScript } from "./people.ts";

/** An OATH CSV as a maker sends it. */
const fileOf = (serials: readonly string[]) => ({
  name: "tokens-2026-11.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    serials.map((serial) => `${serial},${randomBytes(20).toString("hex")},totp,6,30\n`).join(""),
  ),
});
const serials = Array.from({ length: 30 }, (_, nth) => `BRW${String(nth).padStart(5, "0")}`);

test("operations upload a file, see what becomes of each row, and put all into the stock", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const page = await signIn(browser, "operations01");
  await page.goto("/tokens");
  await page.getByRole("link", { name: "トークンの取込" }).click();
  await page.getByRole("link", { name: "ファイルを取り込む" }).click();
  await expectAccessible(page);

  await page.getByLabel("バッチ名").fill("2026-11");
  await page.getByLabel("事前共有鍵").fill("xyz");
  await page.getByLabel("シードファイル").setInputFiles(fileOf(serials));
  await page.getByRole("button", { name: "送信して確認する" }).click();
  await expect(page.getByText("＊事前共有鍵を16進数32・48・64桁で入力してください。")).toBeVisible();
  await expect(page.getByLabel("バッチ名")).toHaveValue("2026-11");
  await expect(page.getByLabel("事前共有鍵")).toHaveValue("");
  expect(page.url()).not.toContain("xyz");
  await expectAccessible(page);

  const file = fileOf(serials);
  await page.getByLabel("シードファイル").setInputFiles(file);
  await page.getByRole("button", { name: "送信して確認する" }).click();
  await expect(page.getByText("30本を在庫に入れます。")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("row", { name: /BRW00007.*新規/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "import-checked");
  await page.getByRole("button", { name: "在庫に入れる" }).click();
  await expect(page.getByText("30本を在庫に入れました")).toBeVisible({ timeout: 30_000 });

  // The same again, with one other seed, by a browser without script.
  const plain = await withoutScript(browser, page);
  await plain.goto("/tokens/imports/new");
  const changed = Buffer.from(file.buffer.toString().replace(/(BRW00003,)../, "$1ff"));
  await plain.getByLabel("シードファイル").setInputFiles({ ...file, buffer: changed });
  await plain.getByRole("button", { name: "送信して確認する" }).click();
  await expect(async () => {
    await plain.reload();
    await expect(plain.getByText("在庫には何も入っていません")).toBeVisible();
  }).toPass({ timeout: 30_000 });
  await plain.getByLabel("結果", { exact: true }).selectOption("problem");
  await plain.getByRole("button", { name: "絞り込む" }).click();
  await expect(plain.getByRole("row", { name: /BRW00003.*別のシード/ })).toBeVisible();
  await expect(plain.getByRole("row", { name: /BRW00004/ })).toHaveCount(0);
  await picture(plain, "import-refused");
  const link = await plain.getByRole("link", { name: "CSV（UTF-8）" }).getAttribute("href");
  const report = await (await plain.request.get(link ?? "")).text();
  expect(report).toMatch(/^\uFEFF行,シリアル番号,結果,内容\r\n4,BRW00003,.*別のシード.*\r\n$/);
});

test("an auditor reads imports, and is offered none", async ({ browser }) => {
  const page = await signIn(browser, "auditor01");
  await page.goto("/tokens/imports");
  await expect(page.getByRole("link", { name: "ファイルを取り込む" })).toHaveCount(0);
  await page.goto("/tokens/imports/new");
  await expect(page.getByLabel("シードファイル")).toHaveCount(0);
});
