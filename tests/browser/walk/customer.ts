import { expect, type Page } from "@playwright/test";
import { shownBy } from "../outside.ts";
import { expectAccessible, picture, search } from "../people.ts";
import { type Customer, type Story, scan } from "./story.ts";

/** The card logs in while a token is on its way. */
export async function logInByCard({ api, customer, customerPage, oldSerial }: Story): Promise<void> {
  await customerPage.goto("/personal-web");
  await expectAccessible(customerPage);
  await customerLogin(customerPage, customer);
  await expect(customerPage.getByRole("heading", { name: "確認用パスワードの入力" })).toBeVisible();
  await expectAccessible(customerPage);
  await picture(customerPage, "customer-card");
  await fillCells(customerPage, customer);
  await customerPage.getByRole("button", { name: "ログイン" }).click();
  await expect(customerPage.getByRole("heading", { level: 1, name: "ログインしました" })).toBeVisible();
  const begun = await api.post("/login-checks", {
    contractorId: customer.contractorId,
    password: customer.password,
  });
  expect(begun.body).toMatchObject({ outcome: "factor_required", factor: "card" });
  const old = await api.post(`/login-checks/${begun.body.loginId}/factor`, { otp: shownBy(oldSerial) });
  expect(old.body.outcome).toBe("rejected");
}

/** The OTP that registers the token does not log in as well. */
export async function registerToken(
  { api, customer, customerPage }: Story,
  newSerial: string,
): Promise<void> {
  await customerPage.goto("/personal-web/login");
  await customerPage.getByRole("link", { name: "利用開始" }).click();
  await customerPage.getByLabel("契約者ID（利用者番号）").fill(customer.contractorId);
  await customerPage.getByLabel("ログインパスワード").fill(customer.password);
  await customerPage.getByRole("button", { name: "次へ" }).click();
  await expect(customerPage.getByRole("heading", { name: "ワンタイムパスワードの登録" })).toBeVisible();
  await expectAccessible(customerPage);
  await picture(customerPage, "registration");
  const registeredWith = shownBy(newSerial);
  await customerPage.getByRole("textbox", { name: "シリアル番号" }).fill(newSerial);
  await customerPage.getByRole("textbox", { name: "ワンタイムパスワード" }).fill(registeredWith);
  await fillCells(customerPage, customer);
  await customerPage.getByRole("button", { name: "登録" }).click();
  await expect(customerPage.getByText("ワンタイムパスワードの利用開始が完了しました。")).toBeVisible();
  await expect(customerPage.getByText(/^\d{7}$/)).toBeVisible();
  await expect(customerPage.getByText(newSerial)).toBeVisible();
  await expectAccessible(customerPage);
  await picture(customerPage, "registered");

  await customerPage.getByRole("link", { name: "ログイン画面に戻る" }).click();
  await customerLogin(customerPage, customer);
  await giveOtp(customerPage, registeredWith);
  await expect(customerPage.getByText("ワンタイムパスワードが違います。").first()).toBeVisible();
  await giveOtp(customerPage, shownBy(newSerial, 1));
  await expect(customerPage.getByRole("heading", { level: 1, name: "ログインしました" })).toBeVisible();
  await picture(customerPage, "signed-in");
  const status = await api.status(customer.contractorId);
  expect(status).toMatchObject({ otpState: "registered", cardAccess: { open: false }, openOrder: null });
  const twice = await api.post("/otp-checks", {
    contractorId: customer.contractorId,
    otp: shownBy(newSerial, 1),
  });
  expect(twice.body.outcome).toBe("rejected");
}

/** The customer locks the login, and a form unlocks it. */
export async function lockAndUnlock(
  { sql, clerk, approver, customer, customerPage, otpState }: Story,
  newSerial: string,
): Promise<void> {
  await customerPage.goto("/personal-web/login");
  await customerLogin(customerPage, customer);
  const right = [0, 1, -1].map((ahead) => shownBy(newSerial, ahead));
  const wrong = ["000000", "111111", "222222", "333333"].filter((otp) => !right.includes(otp))[0] ?? "";
  const countFailures = async () =>
    (await sql`select otp_fails from login_accounts where contractor_id = ${customer.contractorId}`)[0]
      ?.otp_fails;
  for (let tries = 1; tries <= 5; tries++) {
    await giveOtp(customerPage, wrong);
    await expect.poll(countFailures).toBe(tries);
  }
  expect(await otpState()).toBe("locked");
  await customerPage.goto("/personal-web/login");
  await customerLogin(customerPage, customer);
  await expect(customerPage.getByRole("heading", { level: 1, name: "ログインできません" })).toBeVisible();
  await picture(customerPage, "locked");

  await search(clerk, customer.contractorId);
  await clerk.getByRole("link", { name: "ロック解除の届出書を入力する" }).click();
  await clerk.getByLabel("本人確認書類").selectOption("運転免許証");
  await clerk.getByLabel("印鑑照合").check();
  await clerk.getByRole("button", { name: "登録する" }).click();
  await clerk.getByLabel("画像ファイル").setInputFiles(scan);
  await clerk.getByRole("button", { name: "画像を添付する" }).click();
  await clerk.getByRole("button", { name: "検印に回す" }).click();
  await expect(clerk.getByText("検印に回しました")).toBeVisible();
  await approver.goto(new URL(clerk.url()).pathname);
  await approver.getByRole("button", { name: "承認する" }).click();
  await expect(approver.getByText("承認しました", { exact: true })).toBeVisible();
  expect(await otpState()).toBe("registered");
}

async function customerLogin(page: Page, { contractorId, password }: Customer): Promise<void> {
  if (!page.url().includes("/login")) await page.getByRole("link", { name: "ログイン" }).click();
  await page.getByLabel("契約者ID（利用者番号）").fill(contractorId);
  await page.getByLabel("ログインパスワード").fill(password);
  await page.getByRole("button", { name: "ログイン" }).click();
}

async function giveOtp(page: Page, otp: string): Promise<void> {
  const submit = page.getByRole("button", { name: "ログイン" });
  await expect(submit).not.toHaveAttribute("aria-disabled");
  await page.getByRole("textbox", { name: "ワンタイムパスワード" }).fill(otp);
  await submit.click();
}

/** Reads the two asked cells off the card. */
async function fillCells(page: Page, { cells }: Customer): Promise<void> {
  for (const [cell, digits] of Object.entries(cells ?? {})) {
    const field = page.getByLabel(new RegExp(`^\\([12]\\) ${cell} の数字`));
    if ((await field.count()) > 0) await field.fill(digits);
  }
}
