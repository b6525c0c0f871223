import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { expectAccessible, picture, signIn } from "./people.ts";

test("the auditor finds a row, sees what changed, verifies the chain, and is told of one altered in the database itself", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const auditor = await signIn(browser, "auditor01");
  const main = auditor.getByRole("main");
  await auditor.getByRole("link", { name: "監査証跡" }).click();
  await auditor.getByLabel("操作", { exact: true }).selectOption("届出書を承認（検印）");
  await auditor.getByRole("button", { name: "絞り込む" }).click();
  await expect(auditor).toHaveURL(/action=form\.approve/);
  await main.locator("tbody a").first().click();
  await expect(auditor.getByRole("heading", { level: 1 })).toHaveText(/^記録[\d,]+$/);
  const state = auditor.getByRole("row", { name: /^状態/ });
  await expect(state).toContainText("検印待ち");
  await expect(state).toContainText("変更");
  await expect(main).toContainText("検印者・承認者");
  await expectAccessible(auditor);
  await picture(auditor, "audit-row");
  const number = Number(new URL(auditor.url()).pathname.split("/").at(-1));
  await auditor.getByRole("link", { name: "次の記録" }).click();
  await expect(auditor).toHaveURL(new RegExp(`/audit/${number + 1}$`));

  await auditor.goto("/audit");
  await auditor.getByRole("link", { name: "つながりを照合する" }).click();
  await expect(main.getByRole("status")).toContainText("異常はありません。");
  await expect(main.getByRole("status")).toContainText(/データベースの外の控え[\d,]+件とも一致しました/);
  await picture(auditor, "audit-verified");

  const change = (to: string) =>
    sql.begin(async (tx) => {
      await tx`alter table audit disable trigger user`;
      await tx`update audit set address = ${to} where id = ${number}`;
      await tx`alter table audit enable trigger user`;
    });
  const [row] = await sql`select address from audit where id = ${number}`;
  await change("203.0.113.66");
  await auditor.goto("/audit?verify=0");
  await expect(main.getByRole("alert")).toContainText(
    `番号${number.toLocaleString("ja")}の記録の内容が、書き込まれたときと異なります。`,
  );
  await expectAccessible(auditor);
  await picture(auditor, "audit-altered");
  await change(row?.address);
  await auditor.goto("/audit?verify=0");
  await expect(main.getByRole("status")).toContainText("異常はありません。");

  await auditor.goto("/audit?action=form.approve");
  await auditor.getByRole("link", { name: "次へ" }).click();
  await expect(auditor).toHaveURL(/before=\d+/);
  await auditor.getByRole("link", { name: "前へ" }).click();
  const file = await auditor.request.get("/audit/audit.csv?action=form.approve");
  expect(file.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  const lines = (await file.text()).split("\r\n");
  const [counted] = await sql`select count(*)::int as approved from audit where action = 'form.approve'`;
  expect(lines[0]).toMatch(/^\uFEFF番号,日時,操作者の区分,操作者,操作,/);
  expect(lines).toHaveLength(counted?.approved + 2);
  expect(lines[1]).toMatch(/,職員,.*,届出書を承認（検印）,届出書,\d{7},/);

  const manager = await signIn(browser, "manager02");
  for (const path of ["/audit", "/audit?verify=0", `/audit/${number}`, "/audit/audit.csv"]) {
    expect((await manager.request.get(path)).status(), path).toBe(403);
  }
  expect((await auditor.request.get("/audit/999999999")).status()).toBe(404);
});
