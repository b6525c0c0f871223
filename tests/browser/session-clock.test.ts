import { expect, test } from "@playwright/test";
import { sql } from "./database.ts";
import { fresh, join } from "./newcomer.ts";
import { expectAccessible } from "./people.ts";

test("before a session idles out it is said so, in every tab, and one goes on; afterwards what was typed is still there", async ({
  browser,
}) => {
  const page = await fresh(browser);
  const { person } = await join(page);
  await page.clock.install();
  await page.goto("/settings/edit");
  const reason = page.getByLabel("変更の理由");
  await reason.fill("消えては困る理由");
  const idle = (minutes: number) => sql`
    update staff_sessions set last_seen_at = now() - make_interval(mins => ${minutes})
      where staff_id = ${person.id} and ended_at is null`;
  await idle(14);
  await page.clock.fastForward("13:01");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("まもなくログアウトします");
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/account/idle-ja.png" });
  await dialog.getByRole("button", { name: "続ける" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(reason).toHaveValue("消えては困る理由");

  // Gone on with in another tab: the warning goes away by itself.
  await idle(14);
  await page.clock.fastForward("13:01");
  await expect(dialog).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto("/me");
  await page.clock.fastForward("00:11");
  await expect(dialog).toHaveCount(0);

  await idle(20);
  await page.clock.fastForward("13:01");
  await expect(dialog).toContainText("ログアウトしました");
  await expect(reason).toHaveValue("消えては困る理由");
  await expect(dialog.getByRole("link", { name: /この画面でログインする/ })).toHaveAttribute(
    "href",
    "/sign-in?back=%2Fsettings%2Fedit",
  );
  await page.screenshot({ path: "test-results/account/over-ja.png" });
});

test("the clock of a page asks without lengthening the session", async ({ browser }) => {
  const page = await fresh(browser);
  const { person } = await join(page);
  await sql`update staff_sessions set last_seen_at = now() - interval '10 minutes' where staff_id = ${person.id}`;
  const seen = async () =>
    (await sql`select last_seen_at from staff_sessions where staff_id = ${person.id} and ended_at is null`)[0]
      ?.last_seen_at;
  const before = await seen();
  expect((await page.request.get("/me/session")).status()).toBe(200);
  expect(await seen()).toEqual(before);
  const origin = new URL(page.url()).origin;
  expect((await page.request.post("/me/session")).status()).toBe(403);
  expect((await page.request.post("/me/session", { headers: { origin } })).status()).toBe(200);
  expect(await seen()).not.toEqual(before);
  // So does a page that looks again by itself, and says so.
  await sql`update staff_sessions set last_seen_at = now() - interval '10 minutes' where staff_id = ${person.id}`;
  const again = await seen();
  const Cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await fetch(new URL("/me", origin), { headers: { Cookie: `${Cookie}; looks-again=1`, rsc: "1" } });
  expect(await seen()).toEqual(again);
  expect((await (await fetch(new URL("/me/session", origin))).text()).length).toBe(0);
});

for (const back of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/%09/evil.example\t",
  "javascript:1",
]) {
  test(`sign-in leads to no other site: ${back}`, async ({ browser }) => {
    const page = await fresh(browser);
    await page.goto(`/sign-in?back=${encodeURIComponent(back)}`);
    await expect(page.locator('input[name="back"]').first()).toHaveValue("");
  });
}
