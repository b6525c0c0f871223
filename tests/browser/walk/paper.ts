import { expect, type Page } from "@playwright/test";
import { expectAccessible, picture, search } from "../people.ts";
import { type Story, scan } from "./story.ts";

/** Keys the form and submits it with its scan. Gives the path of its page. */
export async function keyLoss({ sql, clerk, customer, oldSerial, otpState }: Story): Promise<string> {
  await search(clerk, customer.contractorId);
  await expect(clerk.getByRole("heading", { level: 1 })).toContainText(customer.contractorId);
  const [{ kana } = { kana: "" }] =
    await sql`select kana from contracts where contractor_id = ${customer.contractorId}`;
  await search(clerk, kana);
  await expect(clerk.getByText(customer.contractorId).first()).toBeVisible();
  await search(clerk, oldSerial);
  await expect(clerk.getByRole("heading", { level: 1 })).toContainText(customer.contractorId);
  await picture(clerk, "contract-before");
  expect(await otpState()).toBe("registered");

  await clerk.getByRole("link", { name: "届出書を入力する", exact: true }).click();
  await keyLostForm(clerk);
  await expect(clerk.getByText(`トークン ${oldSerial} の利用を止めました`)).toBeVisible();
  expect(await otpState()).toBe("suspended");
  await expectAccessible(clerk);

  await clerk.getByRole("button", { name: "検印に回す" }).click();
  await expect(clerk.getByText("届出書の画像を添付してください。").first()).toBeVisible();
  await clerk.getByLabel("画像ファイル").setInputFiles(scan);
  await clerk.getByRole("button", { name: "画像を添付する" }).click();
  await expect(clerk.getByText("画像を添付しました")).toBeVisible();
  await clerk.getByRole("button", { name: "検印に回す" }).click();
  await expect(clerk.getByText("検印に回しました")).toBeVisible();
  await picture(clerk, "form-submitted");
  return new URL(clerk.url()).pathname;
}

/** Keys the form by the keyboard alone, in the order of the paper; the contractor ID is there already. */
async function keyLostForm(page: Page): Promise<void> {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await expect(page.getByLabel("契約者ID（利用者番号）")).toBeFocused();
  await press("Tab", "ArrowRight", "ArrowRight");
  await expect(page.getByRole("radio", { name: "再発行" })).toBeChecked();
  await press("Tab", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
  await expect(page.getByLabel("理由")).toHaveValue("lost");
  await press("Tab", "Tab", "Tab");
  await expect(page.getByLabel("本人確認書類")).toBeFocused();
  await press("ArrowDown", "Tab", "Space", "Tab", "Space");
  await expect(page.getByLabel("印鑑照合")).toBeChecked();
  await expect(page.getByLabel("手数料の口座振替の同意")).toBeChecked();
  await press("Tab", "Tab", "Tab", "Space");
  await expect(page.getByRole("radio", { name: "普通" })).toBeChecked();
  await picture(page, "form-keyed");
  await expectAccessible(page);
  await press("Enter");
}

/** Who keyed the form approves it, in every way there is: none goes through. */
export async function tryOwnApproval(
  { walk, sql, clerk, approver, otpState }: Story,
  formPage: string,
): Promise<void> {
  await expect(clerk.getByRole("button", { name: "承認する" })).toHaveCount(0);
  await approver.goto(formPage);
  const stolen = await approver
    .locator("form#approve")
    .evaluate((form) =>
      [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
    );
  const answer = await clerk.request.post(formPage, {
    multipart: Object.fromEntries(stolen),
    headers: { Origin: walk.url },
  });
  expect(await answer.text()).toContain("この操作を行う権限がありません");
  const formId = formPage.split("/").at(-1) ?? "";
  await expect(
    sql`update forms set state = 'approved', checker_id = maker_id, decided_at = now() where id = ${formId}`,
  ).rejects.toMatchObject({ constraint_name: "forms_four_eyes" });
  expect(await otpState()).toBe("suspended");
}

/** Gives the path of the order's page. */
export async function returnThenApprove(
  { sql, api, clerk, approver, customer, oldSerial }: Story,
  formPage: string,
): Promise<string> {
  await approver.reload();
  await expect(approver.getByRole("img", { name: /届出書の画像/ })).toBeVisible();
  await expectAccessible(approver);
  await picture(approver, "form-and-scan");
  await approver.getByText("差し戻す（理由を選ぶ）").click();
  await approver.getByRole("button", { name: "差し戻す" }).click();
  await expect(approver.getByText("＊選択してください。").first()).toBeVisible();
  await approver.getByLabel("差戻しの理由").selectOption("その他");
  await approver.getByLabel("補足").fill("受付日を確認してください");
  await approver.getByRole("button", { name: "差し戻す" }).click();
  await expect(approver.getByText("差し戻しました", { exact: true })).toBeVisible();

  await clerk.goto("/");
  await clerk.getByRole("link", { name: "差戻し" }).click();
  await clerk.goto(formPage);
  await expect(clerk.getByText("受付日を確認してください")).toBeVisible();
  await clerk.getByRole("link", { name: "修正する" }).click();
  await clerk.getByLabel("備考").fill("受付日を確認しました");
  await clerk.getByRole("button", { name: "保存する" }).click();
  await clerk.getByRole("button", { name: "検印に回す" }).click();
  await expect(clerk.getByText("検印に回しました")).toBeVisible();

  await approver.goto(formPage);
  await approver.getByRole("button", { name: "承認する" }).click();
  await expect(approver.getByText("承認しました", { exact: true })).toBeVisible();
  await picture(approver, "form-approved");
  const orderPage = (await approver.locator("a[href^='/orders/']").first().getAttribute("href")) ?? "";
  const [binding] = await sql`
    select unbound_at, t.state from bindings b join tokens t on t.id = b.token_id where t.serial = ${oldSerial}`;
  expect(binding?.state).toBe("revoked");
  expect(binding?.unbound_at).not.toBeNull();
  const status = await api.status(customer.contractorId);
  expect(status).toMatchObject({
    otpState: "reissuing",
    cardAccess: { open: true },
    openOrder: { state: "placed" },
  });
  return orderPage;
}
