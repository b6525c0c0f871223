import { expect, test } from "@playwright/test";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { demo, expectAccessible, picture, search, signIn, withoutScript } from "./people.ts";

const sha1 = { algorithm: "sha1", digits: 6 } as const;

/** A token of the first branch that its customer uses; resyncs and walks have others. */
async function tokenInUse() {
  const found = (await demo()).contracts.filter(({ state }) => state === "registered")[6];
  return { serial: found?.serial ?? "", contractorId: found?.contractorId ?? "", seed: found?.seed ?? "" };
}

test("at the counter a clerk tests a token: right, wrong, and too often; nothing is used up", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { serial, contractorId, seed } = await tokenInUse();
  const page = await signIn(browser, "clerk02");
  await search(page, contractorId);
  await page.getByRole("link", { name: serial }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: `トークン ${serial}` })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "token");
  await page.getByRole("link", { name: "動作を確認する" }).click();
  const tried = async (otp: string, outcome: string | RegExp) => {
    await page.getByLabel("トークンに表示された数字").fill(otp);
    await page.keyboard.press("Enter");
    await expect(page.getByText(outcome)).toBeVisible();
  };
  const shown = () => otpAt(sha1, Buffer.from(seed, "hex"), stepAt(new Date(), 30));
  await tried("12345", "＊トークンに表示された数字を半角で入力してください。");
  await tried(shown(), "数字は正しく、このままログインに使えます");
  await expectAccessible(page);
  await picture(page, "token-test");
  // By turns, so that each answer is told from the one before.
  for (let nth = 0; nth < 2; nth++) {
    await tried("000001", "このトークンの数字と一致しません");
    await tried(shown(), "数字は正しく、このままログインに使えます");
  }
  await tried(shown(), "確認の回数が上限に達しました。1分後に、もう一度確認してください。");
});

test("one stops a token and asks for its reopening, without script too; another approves it", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { serial } = await tokenInUse();
  const maker = await withoutScript(browser, await signIn(browser, "clerk03"));
  const checker = await signIn(browser, "approver01");
  await maker.goto(`/tokens/${serial}`);
  await maker.getByRole("link", { name: "利用を止める" }).click();
  await maker.getByRole("button", { name: "利用を止める" }).click();
  await expect(maker.getByText("＊理由を入力してください。")).toBeVisible();
  await maker.getByLabel("理由").fill("お客様から不審な電話があったとの連絡");
  await maker.getByRole("button", { name: "利用を止める" }).click();
  await expect(maker.getByText("利用を止めました")).toBeVisible();
  await expect(maker.getByText("利用中止", { exact: true }).first()).toBeVisible();

  await maker.getByRole("link", { name: "再開を申請する" }).click();
  await maker.getByLabel("理由").fill("お客様本人と確認できたため");
  await maker.getByRole("button", { name: "再開を申請する" }).click();
  await expect(maker.getByText("申請しました", { exact: true })).toBeVisible();
  await expect(maker.getByRole("button", { name: "承認する" })).toHaveCount(0);
  const request = new URL(maker.url()).pathname;

  await checker.goto("/");
  await checker.getByRole("link", { name: "トークンの申請の承認待ち" }).click();
  await expectAccessible(checker);
  await checker.goto(request);
  await expectAccessible(checker);
  await picture(checker, "token-request");
  const sent = await checker
    .locator("form#approve")
    .evaluate((form) =>
      [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
    );
  const answer = await maker.request.post(request, {
    multipart: Object.fromEntries(sent),
    headers: { Origin: new URL(maker.url()).origin },
  });
  expect(await answer.text()).toContain("この操作を行う権限がありません");
  await checker.getByRole("button", { name: "承認する" }).dblclick();
  await expect(checker.getByText("承認しました。1本を処理しました")).toBeVisible();
  await maker.goto(`/tokens/${serial}`);
  await expect(maker.getByText("利用中", { exact: true }).first()).toBeVisible();
  await expect(maker.getByText("トークンの申請を承認").first()).toBeVisible();
  await expect(maker.getByRole("link", { name: "再開を申請する" })).toHaveCount(0);
});

test("many are moved as their preview says: asked for by operations, withdrawn again", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await signIn(browser, "operations01");
  await page.goto("/tokens");
  await page.getByRole("link", { name: "まとめて操作" }).click();
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "廃棄" });
  await page.getByLabel("状態").selectOption({ label: "失効" });
  await page.getByRole("button", { name: "絞り込む" }).click();
  await expect(page.getByText(/^対象：\d+本$/)).toBeVisible();
  await expect(page.getByText("申請がすでに出ている")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "token-moves");
  await page.getByLabel("理由").fill("回収済み、細断のため");
  await page.getByRole("button", { name: /^廃棄を申請する（\d+本）$/ }).click();
  await expect(page.getByText("申請しました", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "申請を取り下げる" }).click();
  await expect(page.getByText("申請を取り下げました。トークンの状態は変わりません")).toBeVisible();
});
