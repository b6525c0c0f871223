import { expect, test } from "vitest";
import { makeDispatch } from "#core/dispatches/make.ts";
import { ordersToPack, readDispatch, readLetters, readYuPri } from "#core/dispatches/read.ts";
import { shipPacked } from "#core/dispatches/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { failureOf, nextTrackingNumber, withWorld } from "#tests/support/world.ts";
import { allocated } from "./fixtures.ts";

const world = withWorld();
const operations = () => world.as("operations");

test("packs orders once, however often it is pressed, and each order in one dispatch only", async () => {
  const orders = [await allocated(world), await allocated(world)];
  const orderIds = orders.map(({ orderId }) => orderId);
  const ends = await Promise.all([1, 2, 3].map(() => failureOf(makeDispatch(operations(), { orderIds }))));
  expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  expect(ends.filter((end) => end?.about === "packed")).toHaveLength(2);
  expect(await world.sql`select count(*)::int as n from dispatches`).toEqual([{ n: 1 }]);
  const [row] = await world.sql`select id from dispatches`;
  const { orders: packed, toPost } = await readDispatch(operations(), { dispatchId: row?.id });
  expect(packed.map(({ id }) => id).sort()).toEqual(orderIds.sort());
  expect(toPost).toBe(2);
  expect(await failureOf(makeDispatch(operations(), { orderIds: [] }))).toMatchObject({
    fields: { orderIds: "dispatch.none" },
  });
});

test("an address that changed since the form is told, and what CP932 cannot carry", async () => {
  const moved = await allocated(world);
  const stayed = await allocated(world);
  await world.sql`update contracts set address = '浜松市𠮷野町1' where id = ${moved.contract.id}`;
  const found = await ordersToPack(operations(), {});
  expect(found.find(({ id }) => id === moved.orderId)).toMatchObject({
    addressChanged: true,
    unwritable: ["𠮷"],
  });
  expect(found.find(({ id }) => id === stayed.orderId)).toMatchObject({
    addressChanged: false,
    unwritable: [],
  });
});

test("letters and the labels' file have what is not yet posted, and whoever opens them is on record", async () => {
  const [first, second] = [await allocated(world), await allocated(world)];
  const { dispatchId } = await makeDispatch(operations(), { orderIds: [first.orderId, second.orderId] });
  await shipPacked(operations(), {
    dispatchId,
    orderNumber: String(first.orderNumber),
    trackingNumber: nextTrackingNumber(),
  });
  const { letters } = await readLetters(operations(), { dispatchId });
  expect(letters.map(({ id, contract }) => [id, contract.name, contract.address])).toEqual([
    [second.orderId, second.contract.name, second.contract.address],
  ]);
  const { rows } = await readYuPri(operations(), { dispatchId });
  expect(rows).toEqual([expect.arrayContaining([String(second.orderNumber), "20261124", "簡易書留"])]);
  const looks = await world.sql`select page, purpose from look_ups where contract_id = ${second.contract.id}`;
  expect(looks).toEqual([{ page: "order", purpose: "order" }]);
  expect(await world.sql`select 1 from look_ups where contract_id = ${first.contract.id}`).toEqual([]);
});

test("what came back, or lost its token, leaves the dispatch and may be packed anew", async () => {
  const [sent, taken] = [await allocated(world), await allocated(world)];
  const { dispatchId } = await makeDispatch(operations(), { orderIds: [sent.orderId, taken.orderId] });
  const trackingNumber = nextTrackingNumber();
  await shipPacked(operations(), { dispatchId, orderNumber: String(sent.orderNumber), trackingNumber });
  const [shipment] = await world.sql`select id from shipments where tracking_number = ${trackingNumber}`;
  await recordMailEvent(operations(), { shipmentId: shipment?.id, event: "returned", happenedAt: world.now });
  await releaseToken(operations(), { tokenId: taken.token.id, reason: "汚れ" });
  expect((await readDispatch(operations(), { dispatchId })).orders).toEqual([]);
  const again = await makeDispatch(operations(), { orderIds: [sent.orderId] });
  expect((await readDispatch(operations(), again)).orders).toMatchObject([
    { state: "returned", returned: 1 },
  ]);
});
