import { describe, expect, test } from "vitest";
import { ordersToPack } from "#core/dispatches/read.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { declareMailLost } from "#core/orders/lose.ts";
import { readOrder } from "#core/orders/read.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordByNumber } from "#core/shipments/record.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { revokeToken } from "#core/tokens/revoke.ts";
import { failureOf, nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";
import { cardOf } from "./card.ts";

const world = withWorld();
const operations = () => world.as("operations");
const said = (trackingNumber: string, event: string) =>
  recordByNumber(operations(), { trackingNumber, event, happenedAt: world.now });

describe("mail that the post has lost", () => {
  test("is sent anew: the serial is revoked for good, the order waits for another, the fee is charged once", async () => {
    const contract = await world.registered();
    const { orderId, token, trackingNumber } = await shipped(world, contract);
    world.advance({ days: 20 });
    expect((await readOrder(operations(), { orderId })).silentFrom).toBeInstanceOf(Date);
    await declareMailLost(operations(), { orderId, reason: "郵便局の調査で不明" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "placed", token_id: null });
    expect(await world.tokenState(token.serial)).toBe("revoked");
    // The gap goes on until the next token is posted, however long that takes.
    expect(await cardOf(world, contract.id)).toMatchObject({ card_opened_at: world.now, card_until: null });
    const [audit] = await world.sql`select after, reason from audit where action = 'order.lose_mail'`;
    expect(audit).toEqual({
      after: { state: "placed", mail: "lost", trackingNumber, revokedSerial: token.serial },
      reason: "郵便局の調査で不明",
    });
    const next = await world.token();
    await allocateSerial(operations(), { orderId, serial: next.serial });
    await shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() });
    const entries = await world.sql`
      select e.kind from fee_entries e join fees f on f.id = e.fee_id where f.order_id = ${orderId}`;
    expect(entries).toEqual([{ kind: "assessed" }]);
    // Found after all, it changes nothing but its own story.
    await said(trackingNumber, "returned");
    expect(await world.orderOf(orderId)).toMatchObject({ state: "shipped" });
  });

  test("lost twice, or returned and then lost, it has a way on; what came back twice is not posted again", async () => {
    const contract = await world.registered();
    const first = await shipped(world, contract);
    const { orderId } = first;
    const again = async (serial?: string) => {
      if (serial) await allocateSerial(operations(), { orderId, serial });
      const trackingNumber = nextTrackingNumber();
      world.advance({ minutes: 5 });
      await shipOrder(operations(), { orderId, trackingNumber });
      return trackingNumber;
    };
    await said(first.trackingNumber, "returned");
    expect((await readOrder(operations(), { orderId })).resendable).toBe(true);
    await again();
    await declareMailLost(operations(), { orderId, reason: "不明" });
    await again((await world.token()).serial);
    await declareMailLost(operations(), { orderId, reason: "不明" });
    const spare = await world.token();
    await allocateSerial(operations(), { orderId, serial: spare.serial });
    const packing = (await ordersToPack(operations(), {})).find(({ id }) => id === orderId);
    expect(packing).toMatchObject({ lostTimes: 2, returned: 1 });
    await releaseToken(operations(), { tokenId: spare.id, reason: "汚れ" });
    await said(await again((await world.token()).serial), "returned");
    const read = await readOrder(operations(), { orderId });
    expect([read.resendable, read.lostTimes]).toEqual([false, 2]);
    expect(await failureOf(again())).toMatchObject({ code: "conflict", about: "shippedAgain" });
  });

  test("is declared so by a fresh OTP and once, and of nothing that is not under way", async () => {
    const { orderId, trackingNumber } = await shipped(world, await world.registered());
    const { actor, ...context } = operations();
    const stale = { ...context, actor: { ...actor, confirmedUntil: null } };
    expect(await failureOf(declareMailLost(stale, { orderId, reason: "x" }))).toMatchObject({
      code: "confirm",
    });
    const lose = () => failureOf(declareMailLost(operations(), { orderId, reason: "x" }));
    expect(await failureOf(said(trackingNumber, "lost"))).toMatchObject({
      fields: { event: "mailEvent.order" },
    });
    const ends = await Promise.all([lose(), lose(), lose()]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const arrived = await shipped(world, await world.registered());
    await said(arrived.trackingNumber, "delivered");
    expect(
      await failureOf(declareMailLost(operations(), { orderId: arrived.orderId, reason: "x" })),
    ).toMatchObject({ code: "conflict" });
  });

  test("revoking the token on its own page says the same of its mail", async () => {
    const { orderId, token, shipmentId } = await shipped(world, await world.registered());
    await revokeToken(operations(), { tokenId: token.id, reason: "不明" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "placed" });
    const [shipment] = await world.sql`select state from shipments where id = ${shipmentId}`;
    expect(shipment).toEqual({ state: "lost" });
  });
});
