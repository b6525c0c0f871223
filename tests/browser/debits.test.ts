import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { answerTo } from "#tests/core/debits/requests.ts";
import { expectAccessible, picture, signIn } from "./people.ts";

test("one manager builds a direct debit file, another lets it out, and its result is read once", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const maker = await signIn(browser, "manager01");
  await maker.getByRole("link", { name: "口座振替", exact: true }).click();
  await expectAccessible(maker);
  await picture(maker, "debits");
  await maker.getByRole("link", { name: "依頼ファイルを作る" }).click();
  await expectAccessible(maker);
  await picture(maker, "debits-new");
  await maker.getByRole("button", { name: "作成して承認を求める" }).click();
  await expect(maker.getByText("ほかの本部管理者の承認を待っています")).toBeVisible();
  await expect(maker.getByRole("button", { name: "承認する" })).toHaveCount(0);
  await expectAccessible(maker);
  const path = new URL(maker.url()).pathname;
  expect((await maker.request.get(`${path}/file`)).status()).toBe(409);

  const checker = await signIn(browser, "manager02");
  await checker.goto(path);
  await picture(checker, "debits-decide");
  await checker.getByRole("button", { name: "承認する" }).click();
  await expect(checker.getByText("承認しました。ファイルを送付できます")).toBeVisible();
  await expectAccessible(checker);

  await maker.goto(path);
  const [download] = await Promise.all([
    maker.waitForEvent("download"),
    maker.getByRole("link", { name: "依頼ファイルをダウンロード" }).click(),
  ]);
  const file = readFileSync(await download.path());
  const again = await (await maker.request.get(`${path}/file`)).body();
  expect(Buffer.compare(file, again)).toBe(0);
  await picture(maker, "debits-approved");
  await maker.getByRole("button", { name: "送付を記録する" }).click();
  await expect(maker.getByText("手数料を請求済にしました")).toBeVisible();

  const upload = async (buffer: Buffer) => {
    await maker.getByLabel("結果ファイル").setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer });
    await maker.getByRole("button", { name: "結果を取り込む" }).click();
  };
  await upload(file);
  await expect(maker.getByText(/＊トレーラーの振替済件数（000000）が、明細の/)).toBeVisible();
  await expectAccessible(maker);
  await picture(maker, "debits-refused");
  const answer = answerTo(file, ["insufficient"]);
  await upload(Buffer.from(answer));
  await expect(maker.getByText("結果を取り込みました")).toBeVisible();
  await expect(maker.getByRole("row", { name: /資金不足/ })).toHaveCount(1);
  await expectAccessible(maker);
  await picture(maker, "debits-settled");
  const known = await maker.request.post(`${path}/result`, {
    multipart: { file: { name: "x.txt", mimeType: "text/plain", buffer: Buffer.from(answer) } },
    headers: { Origin: new URL(maker.url()).origin },
  });
  expect(await known.text()).toContain("この結果ファイルは取り込み済みです");
  await maker.goto("/debits/failed");
  await picture(maker, "debits-failed");
});
