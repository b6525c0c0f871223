import { expect, test } from "@playwright/test";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { demo, expectAccessible, picture, search, signIn } from "./people.ts";

const sha1 = { algorithm: "sha1", digits: 6 } as const;

test("a clerk resyncs a token whose clock is ahead, by keyboard alone", async ({ browser }) => {
  test.setTimeout(120_000);
  const contract = (await demo()).contracts.filter(({ state }) => state === "registered")[4];
  const seed = Buffer.from(contract?.seed ?? "", "hex");
  const page = await signIn(browser, "clerk03");
  await search(page, contract?.contractorId ?? "");
  await page.getByRole("link", { name: "再同期する" }).focus();
  await page.keyboard.press("Enter");

  const first = page.getByLabel("1つ目のワンタイムパスワード");
  const second = page.getByLabel("2つ目のワンタイムパスワード");
  const enter = async (one: string, other: string) => {
    await first.focus();
    await page.keyboard.type(one);
    await page.keyboard.press("Tab");
    await expect(second).toBeFocused();
    await page.keyboard.type(other);
    await page.keyboard.press("Enter");
  };
  await expect(first).toBeFocused();
  await expectAccessible(page);
  await picture(page, "resync");
  await enter("123456", "123456");
  await expect(page.getByText("＊1つ目と同じ数字です。")).toBeVisible();
  await expectAccessible(page);
  await enter("12345", "");
  await expect(page.getByText("＊トークンに表示された数字を半角で入力してください。")).toBeVisible();
  await expect(page.getByText("＊入力してください。")).toBeVisible();
  await enter("000001", "000002");
  await expect(page.getByText("同期できませんでした")).toBeVisible();
  await expect(
    page.getByText(`シリアル番号が ${contract?.serial} であることを確かめてください`),
  ).toBeVisible();
  await expectAccessible(page);
  await picture(page, "resync-rejected");

  const shown = stepAt(new Date(), 30) + 20;
  const wide = otpAt(sha1, seed, shown).replaceAll(/\d/g, (digit) =>
    String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0),
  );
  await enter(wide, otpAt(sha1, seed, shown + 1));
  await expect(page.getByText("同期しました")).toBeVisible();
  await expect(page.getByText(/ずれ \+2[01] ステップ（約1[01]分、進み）/)).toBeVisible();
  await expect(page.getByText("時計のずれが大きくなっています")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "resync-done");
  await page.getByRole("link", { name: "契約の画面に戻る" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^\+2[01]ステップ$/).first()).toBeVisible();
  await picture(page, "resync-history");
});

test("where the login is locked, the way leads to the unlock form", async ({ browser }) => {
  const contract = (await demo()).contracts.find(({ state }) => state === "locked");
  const page = await signIn(browser, "clerk03");
  await search(page, contract?.contractorId ?? "");
  await expect(page.getByRole("heading", { level: 1, name: contract?.contractorId ?? "" })).toBeVisible();
  await expect(page.getByRole("link", { name: "再同期する" })).toHaveCount(0);
  await page.goto(`${new URL(page.url()).pathname}/resync`);
  await expect(page.getByText("ロックされているため、再同期できません")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "resync-locked");
  await page.getByRole("link", { name: "ロック解除の届出書を入力する" }).click();
  await expect(page.getByRole("radio", { name: "ロック解除" })).toBeChecked();
});
