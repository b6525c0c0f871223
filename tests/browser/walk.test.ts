import { test } from "@playwright/test";
import { registerOverApi } from "./walk/api.ts";
import { lockAndUnlock, logInByCard, registerToken } from "./walk/customer.ts";
import { reportFee, sendToken, tellStory } from "./walk/office.ts";
import { keyLoss, returnThenApprove, tryOwnApproval } from "./walk/paper.ts";
import { beginStory } from "./walk/story.ts";

/** The main job of the desk, from a lost token to the next login, by everyone who has a part in it. */
test("a lost token's form leads to the customer's next OTP login", async ({ browser }) => {
  test.setTimeout(300_000);
  const story = await beginStory(browser);
  const formPage =
    await test.step("1. the clerk finds the contract by ID, kana and serial, and keys the form; the serial stops", () =>
      keyLoss(story));
  await test.step("2. the clerk cannot approve it: not in the page, by the action, or by SQL", () =>
    tryOwnApproval(story, formPage));
  const orderPage = await test.step("2. the approver returns it once with a reason, then approves it", () =>
    returnThenApprove(story, formPage));
  await test.step("3. the customer signs in with ID, password and two card cells; the old token is refused", () =>
    logInByCard(story));
  const newSerial = await test.step("4. operations allocates a serial, ships it and records the post", () =>
    sendToken(story, orderPage));
  await test.step("5. the customer registers the new token and signs in with its OTP; card access is shut", () =>
    registerToken(story, newSerial));
  await test.step("6. the manager sees the fee in this month's report and downloads the CSV", () =>
    reportFee(story, browser));
  await test.step("7. five wrong OTPs lock the login; an unlock form, approved, unlocks it", () =>
    lockAndUnlock(story, newSerial));
  await test.step("8. another system walks a delivered token to its first login over the API", () =>
    registerOverApi(story));
  await test.step("9. the contract's page tells the whole story, and so does the audit", () =>
    tellStory(story, browser));
  await story.sql.end();
});
