import { encode } from "iconv-lite";
import { beforeAll, expect, test } from "vitest";
import { makeDispatch } from "#core/dispatches/make.ts";
import { previewTracking, shipAllPacked, shipPacked } from "#core/dispatches/ship.ts";
import { fileText } from "#core/file-text.ts";
import { failureOf, nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";
import { allocated } from "./fixtures.ts";

const world = withWorld();
const operations = () => world.as("operations");

type Packed = { dispatchId: string; numbers: string[]; ids: string[] };
let packed: Packed;
let used: string;

async function pack(count: number): Promise<Packed> {
  const orders = [];
  for (let nth = 0; nth < count; nth++) orders.push(await allocated(world));
  const ids = orders.map(({ orderId }) => orderId);
  const { dispatchId } = await makeDispatch(operations(), { orderIds: ids });
  return { dispatchId, ids, numbers: orders.map(({ orderNumber }) => String(orderNumber)) };
}

beforeAll(async () => {
  packed = await pack(3);
  used = (await shipped(world, await world.registered())).trackingNumber;
});

const lines = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(",")).join("\r\n");

test("each row's fate is told first, and nothing is posted", async () => {
  const [one = "", other = ""] = packed.numbers;
  const tracking = nextTrackingNumber();
  const before = await world.everything();
  const text = lines([
    [one, tracking],
    [other, used],
    ["9999999", nextTrackingNumber()],
    ["12", nextTrackingNumber()],
    [other, tracking],
    [other, "123"],
  ]);
  const { rows } = await previewTracking(operations(), { dispatchId: packed.dispatchId, text });
  expect(rows.map(({ problem }) => problem)).toEqual([
    null,
    "trackingNumber.used",
    "tracking.notHere",
    "orderNumber.format",
    "tracking.twice",
    "trackingNumber.format",
  ]);
  expect(await failureOf(shipAllPacked(operations(), { dispatchId: packed.dispatchId, text }))).toMatchObject(
    {
      code: "invalid",
      fields: { file: "tracking.problems" },
    },
  );
  expect(await world.everything()).toBe(before);
});

test("ゆうプリR's own file, in CP932 and with more columns, posts all of it once", async () => {
  const file = lines([
    ["お問い合わせ番号", "お届け先名称1", "お客様側管理番号"],
    ...packed.numbers.map((number) => [nextTrackingNumber(), "浜松　花子", number]),
  ]);
  const text = await fileText(encode(file, "cp932"));
  const posting = { dispatchId: packed.dispatchId, text };
  const ends = await Promise.all([1, 2].map(() => failureOf(shipAllPacked(operations(), posting))));
  expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  const states = await world.sql`select state from orders where id in ${world.sql(packed.ids)}`;
  expect(states.map(({ state }) => state)).toEqual(["shipped", "shipped", "shipped"]);
  const [shipments] = await world.sql`
    select count(*)::int as n from shipments where order_id in ${world.sql(packed.ids)}`;
  expect(shipments?.n).toBe(3);
  const audited = await world.sql`select 1 from audit where action = 'order.ship'
    and subject_id in ${world.sql(packed.ids)}`;
  expect(audited).toHaveLength(3);
});

test("scanned one by one, a number of another dispatch is refused by its field", async () => {
  const { dispatchId, numbers } = await pack(1);
  const [orderNumber = ""] = numbers;
  const trackingNumber = nextTrackingNumber();
  const [stranger = ""] = packed.numbers;
  const ship = (given: object) =>
    failureOf(shipPacked(operations(), { dispatchId, orderNumber, trackingNumber, ...given }));
  expect(await ship({ orderNumber: stranger })).toMatchObject({
    fields: { orderNumber: "tracking.notHere" },
  });
  expect(await ship({ trackingNumber: used })).toMatchObject({
    fields: { trackingNumber: "trackingNumber.used" },
  });
  expect(await ship({})).toBeUndefined();
  expect(await ship({})).toMatchObject({ fields: { orderNumber: "tracking.posted" } });
});

test.each([
  ["", "tracking.empty"],
  ["\n\n", "tracking.empty"],
  ['"open', "tokenFile.csv"],
  [lines(Array.from({ length: 201 }, () => ["1", "2"])), "tracking.many"],
])("a file without use is refused: %j", async (text, message) => {
  const failure = await failureOf(previewTracking(operations(), { dispatchId: packed.dispatchId, text }));
  expect(Object.values(failure?.fields ?? {})).toEqual([message]);
});
