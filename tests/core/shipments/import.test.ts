import { encode } from "iconv-lite";
import { expect, test } from "vitest";
import { fileText } from "#core/file-text.ts";
import { previewMail, recordMailFile } from "#core/shipments/import.ts";
import { recordByNumber } from "#core/shipments/record.ts";
import { failureOf, nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = () => world.as("operations");

test("a file of the post moves each shipment on in the order of time, tells what it cannot, and twice changes nothing", async () => {
  world.setNow("2026-11-24T10:00:00+09:00");
  const [one, other] = [
    await shipped(world, await world.registered()),
    await shipped(world, await world.registered()),
  ];
  world.advance({ days: 10 });
  const stranger = nextTrackingNumber();
  const file = [
    "状態発生日,配送履歴,お問い合わせ番号,取扱局",
    `2026/11/26 14:05,お届け先にお届け済み,${one.trackingNumber.replace(/^(....)(....)/, "$1-$2-")},浜松中央`,
    `2026/11/25 9:30,到着,${one.trackingNumber},浜松中央`,
    `2026年11月25日 09時00分,差出人に返送,${other.trackingNumber},"浜名, 湖西"`,
    `2026/11/25 9:30,到着,${stranger},`,
    `2026/11/25 9:30,消失,${other.trackingNumber},`,
    `2026/11/25,到着,${other.trackingNumber},`,
    `2027/01/01 9:30,到着,${other.trackingNumber},`,
    `2026/11/27 9:30,お届け済み,${other.trackingNumber},`,
    `2026/11/24 10:00,引受,${other.trackingNumber},`,
    `2026/11/25 9:30,constructor,${other.trackingNumber},`,
  ].join("\r\n");
  const text = await fileText(encode(file, "cp932"));
  expect(await fileText(Buffer.from(`\uFEFF${file}`))).toBe(text);
  const { rows } = await previewMail(operations(), { text });
  expect(rows.map(({ row, fate, problem }) => [row, problem ?? fate])).toEqual([
    [2, "new"],
    [3, "new"],
    [4, "new"],
    [5, "trackingNumber.unknown"],
    [6, "mailFile.word"],
    [7, "happenedAt.format"],
    [8, "happenedAt.future"],
    [9, "mailEvent.order"],
    [10, "known"],
    [11, "mailFile.word"],
  ]);
  const ends = await Promise.all([1, 2].map(() => failureOf(recordMailFile(operations(), { text }))));
  expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  expect(await world.orderOf(one.orderId)).toMatchObject({
    state: "delivered",
    delivered_at: new Date("2026-11-26T14:05:00+09:00"),
  });
  expect(await world.tokenState(one.token.serial)).toBe("delivered");
  const [mail] = await world.sql`select state from shipments where id = ${other.shipmentId}`;
  expect(mail?.state).toBe("returning");
  const before = await world.everything();
  expect(await failureOf(recordMailFile(operations(), { text }))).toMatchObject({
    fields: { file: "mailFile.nothingNew" },
  });
  expect(await world.everything()).toBe(before);
});

test("a scanned number is recorded by itself; one that nobody posted is refused by its field", async () => {
  const sent = await shipped(world, await world.registered());
  const said = { event: "held", happenedAt: world.now, office: "" };
  await recordByNumber(operations(), { ...said, trackingNumber: sent.trackingNumber });
  const [mail] = await world.sql`select state from shipments where id = ${sent.shipmentId}`;
  expect(mail?.state).toBe("held");
  expect(
    await failureOf(recordByNumber(operations(), { ...said, trackingNumber: nextTrackingNumber() })),
  ).toMatchObject({ fields: { trackingNumber: "trackingNumber.unknown" } });
});

test("without a header the columns stand in their usual order; an empty file and a long one are refused", async () => {
  const sent = await shipped(world, await world.registered());
  const row = `${sent.trackingNumber},${world.now.toISOString().slice(0, 4)}/12/04 9:00,中継,`;
  const { rows } = await previewMail(operations(), { text: row });
  expect(rows).toHaveLength(1);
  for (const [text, message] of [
    ["\n", "mailFile.empty"],
    [`${row}\n`.repeat(1_001), "mailFile.many"],
  ]) {
    expect(await failureOf(previewMail(operations(), { text }))).toMatchObject({ fields: { file: message } });
  }
});
