import { expect, test } from "@playwright/test";
import { expectAccessible, picture, signIn } from "./people.ts";

test("one manager proposes a login rule, another approves it: then it is in force, never before", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const maker = await signIn(browser, "manager01");
  const checker = await signIn(browser, "manager02");

  await maker.getByRole("link", { name: "設定", exact: true }).click();
  await maker.getByRole("link", { name: "変更を申請する" }).click();
  await maker.getByLabel("再同期で探す範囲").fill("９９９９");
  await maker.getByLabel("ワンタイムパスワードの誤り").fill("０");
  await maker.getByRole("button", { name: "変更を申請する" }).click();
  await expect(maker.getByText("＊表示された範囲の整数を入力してください。")).toHaveCount(2);
  await expect(maker.getByText("＊変更の理由を入力してください。")).toBeVisible();
  await expect(maker.getByLabel("ワンタイムパスワードの誤り")).toHaveValue("0");
  await expectAccessible(maker);
  await maker.getByLabel("ワンタイムパスワードの誤り").fill("5");
  await maker.getByLabel("再同期で探す範囲").fill("１３０");
  await maker.getByLabel("変更の理由").fill("古いトークンの再同期が続くため");
  await maker.getByRole("button", { name: "変更を申請する" }).click();
  await expect(maker.getByText("変更を申請しました")).toBeVisible();
  await expect(maker.getByText("120ステップ", { exact: true })).toBeVisible();
  await expect(maker.getByRole("button", { name: "承認する" })).toHaveCount(0);
  await expectAccessible(maker);

  await checker.goto("/settings");
  await expect(checker.getByText("120ステップ → 130ステップ")).toBeVisible();
  await expectAccessible(checker);
  await picture(checker, "settings-proposed");
  const stolen = await checker
    .locator("form#approve")
    .evaluate((form) =>
      [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
    );
  const answer = await maker.request.post("/settings", {
    multipart: Object.fromEntries(stolen),
    headers: { Origin: new URL(maker.url()).origin },
  });
  expect(await answer.text()).toContain("入力や申請をした本人は承認できません");
  await checker.reload();
  await expect(checker.getByText("120ステップ", { exact: true })).toBeVisible();

  await checker.getByRole("button", { name: "承認する" }).dblclick();
  await expect(checker.getByText("承認しました。新しい規則が効力を持っています")).toBeVisible();
  await expect(checker.getByText("130ステップ", { exact: true })).toBeVisible();
  await maker.getByRole("button", { name: "申請を取り下げる" }).click();
  await expect(maker.getByText("ほかの職員が先に処理しました")).toBeVisible();
  await expect(maker.getByText(/伊藤　千尋が.*「設定の変更を承認」を行いました/)).toBeVisible();
  await maker.getByRole("link", { name: "最新の内容を表示する" }).click();
  await expect(maker.getByRole("row", { name: /承認済.*120ステップ → 130ステップ/ })).toBeVisible();
});
