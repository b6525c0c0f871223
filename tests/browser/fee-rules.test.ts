import { expect, test } from "@playwright/test";
import { signIn } from "./people.ts";

test("a fee is proposed for a day to come, seen with all that it touches, and approved by another", async ({
  browser,
}) => {
  const maker = await signIn(browser, "manager01");
  await maker.goto("/fees/rules/new");
  await maker.getByLabel("届出の種類").selectOption("new");
  await maker.getByLabel("手数料（税抜）").fill("１５００");
  await maker.getByLabel("適用開始日").fill("令和元年5月1日");
  await maker.getByLabel("変更の理由").fill("規定の改定");
  await maker.getByRole("button", { name: "変更を申請する" }).click();
  await expect(maker.getByText("＊明日以降の日付を入力してください。")).toBeVisible();
  await expect(maker.getByLabel("届出の種類")).toHaveValue("new");
  await maker.getByLabel("適用開始日").fill("令和72年4月1日");
  await maker.getByRole("button", { name: "変更を申請する" }).click();
  await expect(maker.getByText("変更を申請しました")).toBeVisible();
  await expect(maker.getByText("1,000円 → 1,500円")).toBeVisible();
  await expect(maker.getByRole("row", { name: /新規 .* 1,100円 1,650円 \+550円/ }).first()).toBeVisible();
  await expect(maker.getByRole("button", { name: "承認する" })).toHaveCount(0);

  const checker = await signIn(browser, "manager02");
  await checker.goto(new URL(maker.url()).pathname);
  await checker.getByRole("button", { name: "承認する" }).click();
  await expect(checker.getByText("承認しました。適用開始日から効力を持ちます")).toBeVisible();
  await checker.goto("/fees/rules");
  await expect(checker.getByRole("row", { name: /新規 .* 1,500円 2090\/04\/01 予定/ })).toBeVisible();
  await maker.getByRole("button", { name: "申請を取り下げる" }).click();
  await expect(maker.getByText("ほかの職員が先に処理しました")).toBeVisible();
});

test("who keys a form sees what it will cost, again with each choice", async ({ browser }) => {
  const clerk = await signIn(browser, "clerk03");
  await clerk.goto("/forms/new");
  const quote = clerk.getByRole("status").filter({ hasText: /選ぶと|円|無料|かかりません/ });
  await expect(quote).toHaveText("届出の種類（再発行は理由も）を選ぶと、表示します。");
  await clerk.getByLabel("再発行").check();
  await clerk.getByLabel("理由").selectOption("lost");
  await expect(quote).toHaveText("1,100円（税抜 1,000円、消費税 10% 100円）");
  await clerk.getByLabel("理由").selectOption("initial_defect");
  await expect(quote).toHaveText("無料");
  await clerk.getByLabel("ロック解除").check();
  await expect(quote).toHaveText("この届出に手数料はかかりません。");
  // What was typed is kept as the page is left: let it be, before another test counts the drafts.
  await clerk.goto("/");
});
