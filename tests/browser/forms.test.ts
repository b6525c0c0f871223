import { type Browser, expect, type Page, test } from "@playwright/test";
import { idle } from "./contracts.ts";
import { sql } from "./database.ts";
import { expectAccessible, picture, signIn, withoutScript } from "./people.ts";

type Paper = { contractorId: string; kind: string; scan: string; reason?: string; phone?: true };

/** Somebody's desk in a browser that runs no script. */
async function plain(browser: Browser, username: string): Promise<Page> {
  return withoutScript(browser, await signIn(browser, username));
}

/** Keys a paper on which everything is right; gives the address of its page. */
async function key(clerk: Page, { contractorId, kind, reason, phone }: Paper): Promise<string> {
  await clerk.goto("/forms/new");
  await clerk.getByLabel("契約者ID（利用者番号）").fill(contractorId);
  await clerk.getByRole("radio", { name: kind }).check();
  if (reason) await clerk.getByLabel("理由").selectOption(reason);
  if (phone) await clerk.getByRole("radio", { name: "電話" }).check();
  else await check(clerk);
  const atCounter = clerk.getByLabel("手数料を窓口で収納");
  if (await atCounter.isVisible()) await atCounter.check();
  // Without script it is asked for first whose form it is.
  await clerk.getByRole("button", { name: "登録する" }).click();
  await clerk.getByRole("button", { name: "登録する" }).click();
  await expect(clerk.getByText(/を受け付けました/)).toBeVisible();
  return new URL(clerk.url()).pathname;
}

async function check(clerk: Page): Promise<void> {
  await clerk.getByLabel("本人確認書類").selectOption("運転免許証");
  await clerk.getByLabel("印鑑照合").check();
}

async function submit(clerk: Page, scan: string): Promise<void> {
  await clerk.getByLabel("画像ファイル").setInputFiles(`demo/paper/${scan}.png`);
  await clerk.getByRole("button", { name: "画像を添付する" }).click();
  await clerk.getByRole("button", { name: "検印に回す" }).click();
  await expect(clerk.getByText("検印に回しました")).toBeVisible();
}

async function approve(approver: Page, page: string, end: string): Promise<void> {
  await approver.goto(page);
  await approver.getByRole("button", { name: "承認する" }).click();
  await expect(approver.getByText("承認しました", { exact: true })).toBeVisible();
  await expect(approver.locator("#main").getByText(end, { exact: true })).toBeVisible();
}

test("each kind of paper goes from the empty form to its end, without script", async ({ browser }) => {
  test.setTimeout(120_000);
  const clerk = await plain(browser, "clerk11");
  const approver = await plain(browser, "approver11");
  const carryThrough = async (paper: Paper, end: string) => {
    const page = await key(clerk, paper);
    await submit(clerk, paper.scan);
    await approve(approver, page, end);
  };
  const withoutToken = await idle("014", { token: false });
  await carryThrough({ contractorId: withoutToken, kind: "新規", scan: "new" }, "検印済");
  await carryThrough({ contractorId: await idle("014"), kind: "交換", scan: "exchange" }, "検印済");
  await carryThrough({ contractorId: await idle("014"), kind: "利用解除", scan: "unenroll" }, "完了");

  const contractorId = await idle("014");
  const report = await key(clerk, { contractorId, kind: "喪失届", scan: "loss_report", phone: true });
  await clerk.getByRole("button", { name: "届出書を受領した" }).click();
  await clerk.getByRole("link", { name: "修正する" }).click();
  // Nothing is asked that this kind of paper does not have.
  await expect(clerk.locator("form#form").getByText(/手数料|盗難|旧トークン/)).toHaveCount(0);
  await check(clerk);
  await clerk.getByRole("button", { name: "保存する" }).click();
  await submit(clerk, "loss_report");
  await approve(approver, report, "完了");

  const lost = await key(clerk, { contractorId, kind: "再発行", reason: "紛失", scan: "reissue" });
  await clerk.getByText("不備にする").first().click();
  await clerk.locator("form#mark_incomplete").getByRole("button").click();
  // What is wrong in a form that was folded away is in sight.
  await expect(clerk.getByText("＊選択してください。")).toBeVisible();
  await carryThrough({ contractorId, kind: "発見届", scan: "found_report" }, "完了");
  await clerk.goto(lost);
  await expect(clerk.locator("#main").getByText("取消", { exact: true })).toBeVisible();
  const [token] = await sql`select t.state from tokens t join bindings b on b.token_id = t.id
    join contracts c on c.id = b.contract_id where c.contractor_id = ${contractorId} and b.unbound_at is null`;
  expect(token?.state).toBe("active");
});

test("what an approver decides by stands in sight at once, and a form keyed twice leads to the first", async ({
  browser,
}) => {
  const approver = await signIn(browser, "approver01");
  const [form] = await sql`select id from forms where state = 'awaiting_approval' and branch_code = '001'
    and kind = 'reissue' order by number limit 1`;
  await approver.goto(`/forms/${form?.id}`);
  for (const part of ["入力内容", "検印"]) {
    await expect(approver.getByRole("heading", { name: part })).toBeInViewport();
  }
  for (const part of [/元に戻せません/, "承認する", "差し戻す（理由を選ぶ）"]) {
    await expect(approver.locator("#main").getByText(part)).toBeInViewport({ ratio: 1 });
  }
  await expect(approver.getByRole("img", { name: /届出書の画像/ })).toBeInViewport();
  const image = approver.getByRole("img", { name: /届出書の画像/ });
  await approver.getByRole("button", { name: "右に回す" }).click();
  // On its side all of it can be reached: nothing lies before the edge of where it scrolls.
  const [left, edge] = await image.evaluate((page) => [
    page.getBoundingClientRect().left,
    page.closest("section")?.getBoundingClientRect().left,
  ]);
  expect(left).toBeGreaterThanOrEqual(edge ?? 0);
  await approver.keyboard.press("r");
  await expect(approver.getByLabel("差戻しの理由")).toBeFocused();
  await expectAccessible(approver);
  await picture(approver, "decision");

  const clerk = await signIn(browser, "clerk02");
  const [first] = await sql`select f.number, c.contractor_id, m.name from forms f
    join contracts c on c.id = f.contract_id join staff m on m.id = f.maker_id where f.id = ${form?.id}`;
  await clerk.goto("/forms/new");
  await clerk.getByLabel("契約者ID（利用者番号）").fill(first?.contractor_id);
  await clerk.getByRole("radio", { name: "再発行" }).check();
  await clerk.getByLabel("理由").selectOption("故障");
  await clerk.getByRole("button", { name: "登録する" }).click();
  await expect(clerk.getByText(new RegExp(`${first?.name}が.*に入力しました`))).toBeVisible();
  // The page that came back shows whose the next ID is, full-width too.
  const other = await idle("001");
  const [{ kana } = { kana: "" }] = await sql`select kana from contracts where contractor_id = ${other}`;
  const fullWidth = other.replaceAll(/\d/g, (digit) => "０１２３４５６７８９"[Number(digit)] ?? "");
  await clerk.getByLabel("契約者ID（利用者番号）").fill(fullWidth);
  await expect(clerk.getByRole("region", { name: "契約者" })).toContainText(kana);
  await clerk.getByRole("link", { name: `届出書 ${first?.number} を開く` }).click();
  await expect(clerk).toHaveURL(new RegExp(form?.id));
});
