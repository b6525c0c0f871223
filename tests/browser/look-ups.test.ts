import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { expectAccessible, picture, search, signIn, withoutScript } from "./people.ts";

test("an auditor says why to see a customer, without script too, finds the look on record, and signs a month off", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const [contract] = await sql`select c.id, c.name, c.contractor_id from contracts c
    where not exists (select from look_ups l where l.contract_id = c.id) order by c.id limit 1`;
  const auditor = await signIn(browser, "auditor01");
  const page = await withoutScript(browser, auditor);
  await page.goto("/");
  await search(page, contract?.contractor_id);
  await expect(page.getByText(contract?.name)).toHaveCount(0);
  await page.getByRole("link", { name: "伏せずに表示する" }).click();
  await page.getByLabel("表示する理由").selectOption("その他");
  await page.getByRole("button", { name: "伏せずに表示する" }).click();
  await expect(page.getByText("＊入力してください。")).toBeVisible();
  await page.getByLabel("理由の詳細").fill("届出の確認");
  await page.getByRole("button", { name: "伏せずに表示する" }).click();
  await expect(page.getByText(contract?.name).first()).toBeVisible();
  await expect(page.getByText("まで伏せずに表示")).toBeVisible();
  const [first] =
    await sql`select purpose from look_ups where contract_id = ${contract?.id} order by at limit 1`;
  expect(first).toEqual({ purpose: "search" });
  await auditor.goto(`/contracts/${contract?.id}/unmask`);
  await expectAccessible(auditor);
  await picture(auditor, "unmask");

  await auditor.goto(`/look-ups?contractorId=${contract?.contractor_id}&unmasked=on`);
  await expect(auditor.getByRole("region", { name: "照会の一覧" })).toContainText("届出の確認");
  await sql`insert into look_ups (id, at, slot_at, staff_id, staff_branch_code, branch_code, contract_id, page, purpose,
      outside_hours, request_id, address)
    select gen_random_uuid(), t.at, t.at, s.id, s.branch_code, '001', ${contract?.id}, 'contract', 'search', true, 'x', '::1'
    from staff s, (select date_trunc('month', now() at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo'
      - interval '1 day' as at) t where s.username = 'clerk01'`;
  const [{ month } = {}] = await sql`select to_char(date_trunc('month', now() at time zone 'Asia/Tokyo')
    - interval '1 day', 'YYYY-MM') as month`;
  await auditor.goto(`/look-ups?month=${month}`);
  await auditor.getByLabel("点検の所見").fill("異常なし");
  await auditor.getByRole("button", { name: "点検済みにする" }).click();
  await expect(auditor.getByText("点検の結果を記録しました")).toBeVisible();
  await expect(auditor.getByRole("region", { name: /人ごとの件数/ })).toContainText("異常なし");
  await expect(auditor.getByText("あなたが点検する照会は、残っていません。")).toBeVisible();
  await expectAccessible(auditor);
  await picture(auditor, "look-ups");
  const download = auditor.waitForEvent("download");
  await auditor.getByRole("link", { name: "CSV（UTF-8）" }).click();
  expect((await download).suggestedFilename()).toBe("look-ups.csv");
});
