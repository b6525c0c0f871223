import { expect, type Page, test } from "@playwright/test";
import postgres from "postgres";
import type { Walk } from "#demo/walk.ts";
import { apiOf, shownBy, trackingNumber } from "./outside.ts";
import { demo, expectAccessible, picture, search, signIn } from "./people.ts";

/** An empty paper form, scanned. */
const scan = "demo/paper/reissue.png";

/** The main job of the desk, from a lost token to the next login, by everyone who has a part in it. */
test("a lost token's form leads to the customer's next OTP login", async ({ browser }) => {
  test.setTimeout(300_000);
  const walk = await demo();
  const api = apiOf(walk);
  const sql = postgres(walk.databaseUrl, { max: 2, onnotice: () => {}, connection: { role: "console" } });
  const customer = registeredContract(walk);
  const oldSerial = customer.serial ?? "";
  const otpState = async () => (await api.status(customer.contractorId)).otpState;
  let formPage = "";
  let orderPage = "";
  let newSerial = "";

  const clerk = await signIn(browser, "clerk01");
  const approver = await signIn(browser, "approver01");
  const operations = await signIn(browser, "operations01");
  const customerPage = await (await browser.newContext()).newPage();

  await test.step("1. the clerk finds the contract by ID, kana and serial, and keys the form; the serial stops", async () => {
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

    await clerk.getByRole("link", { name: "届出書を入力する" }).click();
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
    formPage = new URL(clerk.url()).pathname;
  });

  await test.step("2. the clerk cannot approve it: not in the page, by the action, or by SQL", async () => {
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
  });

  await test.step("2. the approver returns it once with a reason, then approves it", async () => {
    await approver.reload();
    await expect(approver.getByRole("img", { name: /届出書の画像/ })).toBeVisible();
    await expectAccessible(approver);
    await picture(approver, "form-and-scan");
    await approver.getByRole("button", { name: "差し戻す" }).click();
    await expect(approver.getByText("理由を入力してください。").first()).toBeVisible();
    await approver.getByLabel("差戻しの理由").fill("受付日を確認してください");
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
    orderPage = (await approver.locator("a[href^='/orders/']").first().getAttribute("href")) ?? "";
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
  });

  await test.step("3. the customer signs in with ID, password and two card cells; the old token is refused", async () => {
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
  });

  await test.step("4. operations allocates a serial, ships it and records the post", async () => {
    await operations.goto(orderPage);
    const [stock] = await sql`select serial from tokens where state = 'in_stock' and kind = 'totp'
      and algorithm = 'sha1' and digits = 6 and step_seconds = 30 and expires_on > now() + interval '1 year'
      order by serial limit 1`;
    newSerial = stock?.serial;
    await operations.getByLabel("シリアル番号").fill(oldSerial);
    await operations.keyboard.press("Enter");
    await expect(operations.getByText("このトークンは在庫ではありません。").first()).toBeVisible();
    await operations.getByLabel("シリアル番号").fill(newSerial);
    await operations.keyboard.press("Enter");
    await expect(operations.getByText(`トークン ${newSerial} を割り当てました`)).toBeVisible();
    await expectAccessible(operations);

    const right = trackingNumber(71600000000 + (Date.now() % 10_000_000));
    const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + 1) % 7);
    await operations.getByLabel("追跡番号").fill(wrong);
    await operations.keyboard.press("Enter");
    await expect(operations.getByText("追跡番号の末尾が合いません。").first()).toBeVisible();
    await picture(operations, "wrong-tracking-number");
    await operations.getByLabel("追跡番号").fill(right);
    await operations.keyboard.press("Enter");
    await expect(operations.getByText("発送済みにしました")).toBeVisible();
    expect((await api.status(customer.contractorId)).openOrder.state).toBe("shipped");
    for (const event of ["到着", "持ち出し中", "お届け先にお届け済み"]) {
      await operations.getByLabel("郵便の状況").selectOption(event);
      await operations.getByRole("button", { name: "記録する" }).click();
      await expect(operations.getByRole("cell", { name: event })).toBeVisible();
    }
    await picture(operations, "delivered");
    expect((await api.status(customer.contractorId)).openOrder.state).toBe("delivered");
  });

  let registeredWith = "";
  await test.step("5. the customer registers the new token and signs in with its OTP; card access is shut", async () => {
    await customerPage.goto("/personal-web/login");
    await customerPage.getByRole("link", { name: "利用開始" }).click();
    await customerPage.getByLabel("契約者ID（利用者番号）").fill(customer.contractorId);
    await customerPage.getByLabel("ログインパスワード").fill(customer.password);
    await customerPage.getByRole("button", { name: "次へ" }).click();
    await expect(customerPage.getByRole("heading", { name: "ワンタイムパスワードの登録" })).toBeVisible();
    await expectAccessible(customerPage);
    await picture(customerPage, "registration");
    registeredWith = shownBy(newSerial);
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
  });

  await test.step("6. the manager sees the fee in this month's report and downloads the CSV", async () => {
    const manager = await signIn(browser, "manager01");
    await manager.getByRole("link", { name: "手数料" }).click();
    const row = manager.getByRole("row", { name: /001 本店営業部.*再発行.*紛失/ });
    await expect(row).toBeVisible();
    await expectAccessible(manager);
    await picture(manager, "fee-report");
    const [counted] = await sql`
      select count(*)::int as count, sum(gross_yen)::int as gross from fees where branch_code = '001'
        and kind = 'reissue' and reason = 'lost'
        and to_char(assessed_at at time zone 'Asia/Tokyo', 'YYYY-MM') = to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM')`;
    await expect(row).toContainText(`${Number(counted?.gross).toLocaleString("ja-JP")}円`);
    const [download] = await Promise.all([
      manager.waitForEvent("download"),
      manager.getByRole("link", { name: "CSVをダウンロード" }).click(),
    ]);
    const file = await (await download.createReadStream()).toArray();
    const text = Buffer.concat(file).toString();
    expect(text.startsWith("\uFEFF")).toBe(true);
    const net = Number(counted?.count) * 1000;
    expect(text).toContain(
      `,001,本店営業部,再発行,紛失,${counted?.count},${net},${net / 10},${counted?.gross},`,
    );
  });

  await test.step("7. five wrong OTPs lock the login; an unlock form, approved, unlocks it", async () => {
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
  });

  await test.step("8. another system walks a delivered token to its first login over the API", async () => {
    const delivered = walk.contracts.find((one) => one.state === "delivered");
    if (!delivered?.serial) throw new Error("the demo has no delivered token");
    const { contractorId, password, serial, cells } = delivered;
    expect(await api.status(contractorId)).toMatchObject({
      otpState: "reissuing",
      openOrder: { state: "delivered" },
    });
    const begun = await api.post("/login-checks", { contractorId, password });
    const asked: string[] = begun.body.cells;
    const answer = Object.fromEntries(asked.map((cell) => [cell, cells?.[cell as keyof typeof cells] ?? ""]));
    const otp = shownBy(serial);
    const registered = await api.post("/registrations", {
      loginId: begun.body.loginId,
      serial,
      otp,
      cells: answer,
    });
    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({ serial, receiptNumber: expect.stringMatching(/^\d{7}$/) });
    const next = await api.post("/login-checks", { contractorId, password });
    expect(next.body).toMatchObject({ outcome: "factor_required", factor: "otp" });
    const factor = `/login-checks/${next.body.loginId}/factor`;
    expect((await api.post(factor, { otp })).body.outcome).toBe("rejected");
    expect((await api.post(factor, { otp: shownBy(serial, 1) })).body.outcome).toBe("accepted");
    expect(await api.status(contractorId)).toMatchObject({ otpState: "registered", openOrder: null });
    expect((await api.get("/openapi.json")).body.openapi).toMatch(/^3\.1/);
  });

  await test.step("9. the contract's page tells the whole story, and so does the audit", async () => {
    await search(clerk, customer.contractorId);
    const story = clerk
      .getByRole("region", { name: "経過" })
      .or(clerk.locator("section", { hasText: "経過" }))
      .last();
    for (const line of [
      "届出書を入力",
      "検印に回付",
      "届出書を差戻し",
      "届出書を承認（検印）",
      "1,100円",
      "トークンを割当",
      "トークンを発送",
      "お届け先にお届け済み",
      "お客様が利用開始",
      "誤りが所定の回数に達し、ロックしました",
    ]) {
      await expect(story.getByText(line).first()).toBeVisible();
    }
    await expectAccessible(clerk);
    await picture(clerk, "whole-story");
    const auditor = await signIn(browser, "auditor01");
    await auditor.getByRole("link", { name: "監査証跡" }).click();
    await expect(auditor.getByRole("row", { name: /届出書を承認（検印）/ }).first()).toBeVisible();
    await expectAccessible(auditor);
    await picture(auditor, "audit");
  });
  await sql.end();
});

function registeredContract(walk: Walk): Walk["contracts"][number] {
  const found = walk.contracts.find((one) => one.state === "registered");
  if (!found?.serial) throw new Error("the demo has no registered token");
  return found;
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
  await picture(page, "form-keyed");
  await expectAccessible(page);
  await press("Enter");
}

async function customerLogin(
  page: Page,
  { contractorId, password }: Walk["contracts"][number],
): Promise<void> {
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
async function fillCells(page: Page, { cells }: Walk["contracts"][number]): Promise<void> {
  for (const [cell, digits] of Object.entries(cells ?? {})) {
    const field = page.getByLabel(new RegExp(`^\\([12]\\) ${cell} の数字`));
    if ((await field.count()) > 0) await field.fill(digits);
  }
}
