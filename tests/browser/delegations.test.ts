import { expect, test } from "@playwright/test";
import { japanDay } from "#core/clock.ts";
import { sql } from "./database.ts";
import { expectAccessible, picture, signIn, withoutScript } from "./people.ts";

/** The demo has him stand in for another branch already. */
const standing = /代行中: .*本店営業部/;

test("an approver names a substitute, who sees and returns the branch's form, until one of them ends it", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const absent = await signIn(browser, "approver02");
  const substitute = await signIn(browser, "approver11");
  const [form] = await sql`select id from forms where state = 'awaiting_approval' and branch_code = '001'
    order by created_at desc limit 1`;
  await expect(substitute.getByText(standing)).toHaveCount(0);
  expect((await substitute.goto(`/forms/${form?.id}`))?.status()).toBe(404);

  await absent.getByRole("link", { name: "代行の設定" }).click();
  await expectAccessible(absent);
  await absent.getByRole("link", { name: "代行者を指名する" }).click();
  await absent.getByRole("button", { name: "代行者を指名する" }).click();
  await expect(absent.getByText("＊選択してください。")).toBeVisible();
  await expectAccessible(absent);
  await absent.getByLabel("代行者").selectOption({ label: "014 遠州台支店　杉山　宏" });
  await absent.getByLabel("開始日").fill(japanDay(new Date()));
  await absent.getByLabel("終了日").fill(japanDay(new Date()));
  await absent.getByLabel("理由").fill("研修のため");
  await picture(absent, "delegation-new");
  await absent.keyboard.press("Tab");
  await absent.getByRole("button", { name: "代行者を指名する" }).click();
  await expect(absent.getByText(/代行者を指名しました/)).toBeVisible();
  await expect(absent.getByRole("row", { name: /池谷 典子.*杉山 宏.*代行中.*研修のため/ })).toBeVisible();
  await expectAccessible(absent);
  await picture(absent, "delegations");

  await substitute.goto("/");
  await expect(substitute.getByText(standing)).toBeVisible();
  await expectAccessible(substitute);
  await substitute.goto(`/forms/${form?.id}`);
  await substitute.getByText("差し戻す（理由を選ぶ）").click();
  await substitute.getByLabel("差戻しの理由").selectOption("本人確認書類の不足");
  await substitute.getByLabel("補足").fill("本人確認書類の写しが不足");
  await substitute.getByRole("button", { name: "差し戻す" }).click();
  await expect(substitute.getByText("差戻し", { exact: true }).first()).toBeVisible();
  await picture(substitute, "delegation-returned");
  const [row] = await sql`select after from audit where subject_id = ${form?.id} order by id desc limit 1`;
  expect(row?.after.onBehalfOf).toEqual(["池谷　典子"]);

  const auditor = await signIn(browser, "auditor01");
  await auditor.goto("/delegations");
  await expect(auditor.getByRole("row", { name: /池谷 典子/ })).toBeVisible();
  await expect(auditor.getByRole("button", { name: /代行を終える/ })).toHaveCount(0);
  await expect(auditor.getByRole("link", { name: "代行者を指名する" })).toHaveCount(0);
  expect((await auditor.goto("/delegations/new"))?.status()).toBe(403);

  const plain = await withoutScript(browser, substitute);
  await plain.goto("/delegations");
  await plain
    .getByRole("row", { name: /池谷/ })
    .getByRole("button", { name: /代行を終える/ })
    .click();
  await expect(plain.getByText(/代行を終えました/)).toBeVisible();
  await expect(plain.getByText(standing)).toHaveCount(0);
  expect((await substitute.goto(`/forms/${form?.id}`))?.status()).toBe(404);
});
