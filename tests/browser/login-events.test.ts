import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { expectAccessible, picture, signIn } from "./people.ts";

test("the auditor verifies the login events, sees one altered in the database itself, and takes them home", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const auditor = await signIn(browser, "auditor01");
  await auditor.getByRole("link", { name: "ログイン記録" }).click();
  // Sealing begins ten seconds after the desk did.
  await expect(async () => {
    await auditor.getByRole("link", { name: "封印を照合する" }).click();
    await expect(auditor.getByRole("status")).toContainText(/記録[\d,]+件を照合しました。異常はありません。/);
  }).toPass();
  await picture(auditor, "login-events-verified");
  const noted = await auditor.getByRole("status").getByRole("link").getAttribute("href");
  await auditor.goto(noted ?? "");
  await expect(auditor.getByRole("status")).toContainText("異常はありません。");

  const change = (to: string) =>
    sql.begin(async (tx) => {
      await tx`alter table login_events disable trigger user`;
      await tx`update login_events set address = ${to} where id = 2`;
      await tx`alter table login_events enable trigger user`;
    });
  const [event] = await sql`select address from login_events where id = 2`;
  await change("203.0.113.66");
  await auditor.goto("/login-events?verify=1");
  await expect(auditor.getByRole("main").getByRole("alert")).toContainText("ブロック1の記録に、変更");
  await expectAccessible(auditor);
  await picture(auditor, "login-events-altered");
  await change(event?.address);
  await auditor.goto("/login-events?verify=1");
  await expect(auditor.getByRole("status")).toContainText("異常はありません。");

  await auditor.getByLabel("結果").selectOption("不一致");
  await auditor.getByRole("button", { name: "絞り込む" }).click();
  const download = auditor.waitForEvent("download");
  await auditor.getByRole("link", { name: "CSV（UTF-8）" }).click();
  const file = await auditor.request.get((await download).url());
  const lines = (await file.text()).split("\r\n");
  const [counted] = await sql`select count(*)::int as rejected from login_events where outcome = 'rejected'`;
  expect(file.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect(lines[0]).toBe("\uFEFF番号,日時,契約者ID（利用者番号）,認証の種類,結果,誤りの上限,経路,接続元");
  expect(lines).toHaveLength(counted?.rejected + 2);
  expect(lines[1]).toMatch(/^\d+,2026\/\d\d\/\d\d \d\d:\d\d:\d\d,.*,不一致,/);

  const approver = await signIn(browser, "approver21");
  for (const path of ["/login-events", "/login-events?verify=1", "/login-events/events.csv"]) {
    expect((await approver.request.get(path)).status(), path).toBe(403);
  }
});
