import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { signIn } from "./people.ts";

/** A posted fee whose ledger has an entry of this kind, and an approver of its branch. */
async function feeWith(entry: string): Promise<{ id: string; approver: string }> {
  const [fee] = await sql.unsafe(`select f.id, (select min(username) from staff s
      where s.role = 'approver' and s.branch_code = f.branch_code) as approver
    from fees f join orders o on o.id = f.order_id
    where o.shipped_at is not null and f.gross_yen = 1100
      and exists (select from fee_entries e where e.fee_id = f.id and ${entry}) limit 1`);
  return { id: String(fee?.id), approver: String(fee?.approver) };
}

test("a fee leads to its three papers, each with the issuer's number and one sheet of A4", async ({
  browser,
}) => {
  for (const [paper, what, entry] of [
    ["適格請求書", "ご請求金額（税込）1,100円", "e.kind = 'assessed'"],
    ["適格返還請求書", "返還金額（税込）1,100円", "e.kind = 'refunded'"],
    ["領収書", "領収金額（税込）1,100円", "e.way = 'cash'"],
  ] as const) {
    const { id, approver } = await feeWith(entry);
    const page = await signIn(browser, approver);
    await page.goto(`/fees/${id}`);
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
