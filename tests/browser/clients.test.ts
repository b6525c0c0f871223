import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible, picture, signIn, withoutScript } from "./people.ts";

const name = "残高照会アプリ";

/** What the API answers to a look-up with the key: 404 where key and scope are good, as there is no such contract. */
async function status(key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  const url = new URL("/api/v1/contracts/00000000000/status", process.env.DESK_URL);
  return (await fetch(url, { headers })).status;
}

/** The key that the page shows, once; read without script, as it may be copied. */
async function keptKey(browser: Browser, page: Page): Promise<string> {
  await expect(page.getByText("キーは、この画面でだけ表示します")).toBeVisible();
  await expectAccessible(page);
  const plain = await withoutScript(browser, page);
  await plain.goto(page.url());
  const key = await plain.getByLabel("APIキー").inputValue();
  await plain.context().close();
  await page.getByRole("button", { name: "控えました" }).click();
  await expect(page.getByText("キーの表示を終えました")).toBeVisible();
  expect(await page.content()).not.toContain(key);
  return key;
}

test("another system is registered by two, and its key is made, replaced with an overlap, and revoked", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const maker = await signIn(browser, "administrator01");
  const checker = await signIn(browser, "administrator02");

  await maker.getByRole("link", { name: "接続システム", exact: true }).click();
  await expectAccessible(maker);
  await picture(maker, "clients");
  await maker.getByRole("link", { name: "接続システムを登録する" }).click();
  await maker.getByLabel("1分間の呼出しの上限").fill("０");
  await maker.getByRole("button", { name: "接続システムを登録する" }).click();
  await expect(maker.getByText("＊権限を1つ以上選択してください。")).toBeVisible();
  await expect(maker.getByText(/＊1以上1,000,000以下の整数/)).toBeVisible();
  await expectAccessible(maker);
  await maker.getByLabel("システム名").fill(name);
  await maker.getByLabel(/状況の照会/).check();
  await maker.getByLabel("1分間の呼出しの上限").fill("６０");
  await maker.getByLabel("理由").fill("試験のため");
  await maker.getByRole("button", { name: "接続システムを登録する" }).click();
  await expect(maker.getByText(/登録しました。ほかのシステム管理者が承認すると/)).toBeVisible();
  await expect(maker.getByRole("button", { name: "承認する" })).toHaveCount(0);
  await expect(maker.getByRole("link", { name: "キーを発行する" })).toHaveCount(0);
  const [address = ""] = maker.url().split("?");

  await checker.goto(address);
  await expectAccessible(checker);
  await picture(checker, "client-proposed");
  await checker.getByRole("button", { name: "承認する" }).click();
  await expect(checker.getByText("承認しました", { exact: true })).toBeVisible();

  await maker.goto(address);
  await maker.getByRole("link", { name: "キーを発行する" }).click();
  await expectAccessible(maker);
  await maker.getByLabel("理由").fill("試験のため");
  await maker.getByRole("button", { name: "キーを発行する" }).click();
  await picture(maker, "client-key");
  const first = await keptKey(browser, maker);
  expect(await status(first)).toBe(404);

  await maker.getByRole("link", { name: /^交代する/ }).click();
  await expectAccessible(maker);
  await maker.getByLabel("理由").fill("試験のため");
  await maker.getByRole("button", { name: "キーを交代する" }).click();
  const second = await keptKey(browser, maker);
  expect([await status(first), await status(second)]).toEqual([404, 404]);
  await expect(maker.getByText("交代中", { exact: true })).toBeVisible();
  await expectAccessible(maker);
  await picture(maker, "client");

  await maker
    .getByRole("row", { name: /交代中/ })
    .getByRole("link", { name: /^取り消す/ })
    .click();
  await maker.getByLabel("理由").fill("試験のため");
  await maker.getByRole("button", { name: "キーを取り消す" }).click();
  await expect(maker.getByText(/キーを取り消しました/)).toBeVisible();
  expect([await status(first), await status(second)]).toEqual([401, 404]);

  await maker.getByRole("link", { name: "利用を終了する" }).click();
  await expectAccessible(maker);
  await maker.getByLabel("理由").fill("試験のため");
  await maker.getByRole("button", { name: "利用を終了する" }).click();
  await expect(maker.getByText(/利用を終了しました/)).toBeVisible();
  expect(await status(second)).toBe(401);
});
