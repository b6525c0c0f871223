import { expect, test } from "@playwright/test";

test("a page of the built desk runs its scripts under the content security policy, and nothing breaks it", async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
  await page.waitForLoadState("networkidle");
  expect(complaints).toEqual([]);
});

test("a script that somebody slipped into a page does not run", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => {
    const slipped = document.createElement("div");
    slipped.innerHTML = `<img src="/none" onerror="document.title = 'slipped'">`;
    document.body.append(slipped);
  });
  await page.waitForTimeout(300);
  expect(await page.title()).not.toBe("slipped");
});
