import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { signIn } from "./people.ts";

test("a refunded fee leads to its three papers, each with the issuer's number and one sheet of A4", async ({
  browser,
}) => {
  const [fee] = await sql`select f.id from fees f join orders o on o.id = f.order_id
    where f.branch_code = '001' and o.shipped_at is not null
      and exists (select from fee_entries where fee_id = f.id and kind = 'refunded')
      and exists (select from fee_entries where fee_id = f.id and way = 'cash') limit 1`;
  const page = await signIn(browser, "approver02");
  for (const [paper, what] of [
    ["適格請求書", "ご請求金額（税込）1,100円"],
    ["適格返還請求書", "返還金額（税込）1,100円"],
    ["領収書", "領収金額（税込）1,100円"],
  ] as const) {
    await page.goto(`/fees/${fee?.id}`);
    await page.getByRole("link", { name: paper, exact: true }).click();
    const sheet = page.locator(".letter-sheet");
    await expect(sheet).toContainText("見本（未発行）");
    await page.getByRole("button", { name: "発行する" }).click();
    await expect(sheet).not.toContainText("見本（未発行）");
    await expect(sheet).toContainText("T7123456789012");
    await expect(sheet).toContainText(what);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g), paper).toHaveLength(1);
  }
});
