import { expect, type Page, test } from "@playwright/test";
import { idle } from "./contracts.ts";
import { sql } from "./database.ts";
import { expectAccessible, picture, signIn, withoutScript } from "./people.ts";

/** Hands on a keyboard, which count: each key pressed is one, and so is each character typed. */
function handsOn(page: Page) {
  let keys = 0;
  const began = Date.now();
  return {
    async press(...names: string[]) {
      for (const name of names) {
        keys++;
        await page.keyboard.press(name);
      }
    },
    async type(text: string) {
      keys += text.length;
      await page.keyboard.type(text);
    },
    told: (what: string) =>
      console.log(`${what}: ${keys} keys, ${((Date.now() - began) / 1000).toFixed(1)} s`),
    keys: () => keys,
  };
}

const times = (key: string, count: number) => Array<string>(count).fill(key);

test("from an empty form to the approval and the next form, by keyboard alone", async ({ browser }) => {
  test.setTimeout(180_000);
  const clerk = await signIn(browser, "clerk11");
  await clerk.goto("/forms/new");
  const hands = handsOn(clerk);
  const contractorId = await idle("014");
  await hands.type(contractorId);
  const [{ kana } = { kana: "" }] =
    await sql`select kana from contracts where contractor_id = ${contractorId}`;
  await expect(clerk.getByRole("region", { name: "契約者" })).toContainText(kana);
  // 再発行 is the third kind, 紛失 the fifth reason; the day is today's and the counter's is the usual way.
  await hands.press(
    "Tab",
    "Space",
    "ArrowRight",
    "ArrowRight",
    "Tab",
    ...times("ArrowDown", 5),
    "Tab",
    "Tab",
    "Tab",
  );
  await hands.press("ArrowDown", "Tab", "Space", "Tab", "Space", "Tab", "Space");
  // 普通 is the first type of account.
  await hands.press("Tab", "Tab", "Space", "Enter");
  await expect(clerk.getByText(/の利用を止めました/)).toBeVisible();
  hands.told("keyed");
  await clerk.getByLabel("画像ファイル").setInputFiles(["demo/paper/reissue.png", "demo/paper/new.png"]);
  await clerk.getByRole("button", { name: "画像を添付する" }).press("Enter");
  await expect(clerk.getByText("2枚目")).toBeVisible();
  await expectAccessible(clerk);
  await picture(clerk, "form-with-scans");
  await hands.press("s", "Enter");
  await expect(clerk.getByText("検印に回しました")).toBeVisible();
  hands.told("from an empty form to submitted, the scanning aside");
  expect(hands.keys()).toBeLessThan(45);

  const approver = await signIn(browser, "approver11");
  await approver.goto("/forms?state=awaiting_approval");
  const seal = handsOn(approver);
  // Keys are heard once the page's script runs.
  await approver.waitForLoadState("networkidle");
  await seal.press("j", "Enter");
  await expect(approver.getByRole("heading", { name: "検印" })).toBeVisible();
  await approver.waitForLoadState("networkidle");
  const first = approver.url();
  await seal.press("a", "Enter");
  await expect(approver.getByText("承認しました", { exact: true })).toBeVisible();
  seal.told("from the queue to approved");
  expect(seal.keys()).toBeLessThan(6);
  await seal.press("n");
  await expect(approver).not.toHaveURL(new RegExp(first.split("/").at(-1) ?? ""));
  await expect(approver.getByRole("heading", { name: "検印" })).toBeVisible();
  await seal.press("r");
  await expect(approver.getByLabel("差戻しの理由")).toBeFocused();
  await expectAccessible(approver);
});

test("a report by phone stops the token within some twenty keys, and asks for its paper by a day", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const clerk = await signIn(browser, "clerk02");
  await clerk.goto("/forms/new");
  const hands = handsOn(clerk);
  await hands.type(await idle("001"));
  await hands.press(
    "Tab",
    "Space",
    ...times("ArrowRight", 5),
    "Tab",
    "Tab",
    "ArrowRight",
    "ArrowRight",
    "Enter",
  );
  await expect(clerk.getByText(/の利用を止めました/)).toBeVisible();
  hands.told("a report by phone");
  expect(hands.keys()).toBeLessThan(27);
  await expect(clerk.getByText(/届出書は.*までに受け取ります/)).toBeVisible();
  await clerk.getByRole("link", { name: "受付票を印刷する" }).click();
  await expect(clerk.getByText(/までに、届出書をご提出ください/)).toBeVisible();
  await expectAccessible(clerk);
  const sheets = (await clerk.pdf()).toString("latin1").match(/\/Type \/Page\b/g);
  expect(sheets).toHaveLength(1);
});

test("what is typed outlives the session, and without script a button keeps it", async ({ browser }) => {
  test.setTimeout(120_000);
  const clerk = await signIn(browser, "clerk03");
  await clerk.goto("/forms/new");
  await clerk.getByLabel("契約者ID（利用者番号）").fill("20001000000");
  await clerk.getByLabel("盗難に気付いた日").waitFor({ state: "hidden" });
  await clerk.getByRole("radio", { name: "再発行" }).check();
  await clerk.getByLabel("理由").selectOption("盗難");
  await clerk.getByLabel("盗難に気付いた日").fill("令和8年11月2日");
  await expect
    .poll(async () =>
      (await sql`select typed->>'discoveredOn' as day from form_drafts`).map(({ day }) => day),
    )
    .toContain("令和8年11月2日");
  await sql`update staff_sessions set ended_at = now() where staff_id = (
    select id from staff where username = 'clerk03') and ended_at is null`;
  await clerk.getByRole("button", { name: "登録する" }).click();
  await expect(clerk).toHaveURL(/sign-in/);
  const again = await withoutScript(browser, await signIn(browser, "clerk03"));
  await again.goto("/forms/new");
  await expect(again.getByText(/に保存した下書きから再開しています/)).toBeVisible();
  await expect(again.getByLabel("盗難に気付いた日")).toHaveValue("令和8年11月2日");
  await again.getByLabel("備考").fill("続き");
  await again.getByRole("button", { name: "下書きを保存する" }).click();
  await expect(again.getByText("下書きを保存しました")).toBeVisible();
  await expect(again.getByLabel("備考")).toHaveValue("続き");
  await again.getByRole("button", { name: "下書きを破棄する" }).click();
  await expect(again.getByLabel("備考")).toHaveValue("");
});
