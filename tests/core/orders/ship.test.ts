import { describe, expect, test } from "vitest";
import { allocateSerial } from "#core/orders/allocate.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { approved, failureOf, nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";
import { cardOf } from "./card.ts";

const world = withWorld();
const operations = () => world.as("operations");

describe("dispatch", () => {
  async function allocated() {
    const contract = await world.registered();
    const { orderId } = await approved(world, contract, "reissue");
    const token = await world.token();
    await allocateSerial(operations(), { orderId, serial: token.serial });
    return { contract, orderId, token };
  }

  test("moves order and token on, posts the mail, and gives card access 21 whole days in Japan", async () => {
    const { contract, orderId, token } = await allocated();
    world.setNow("2026-11-24T23:30:00+09:00");
    await shipOrder(operations(), { orderId, trackingNumber: "２１３４-5678-９０１１" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "shipped", shipped_at: world.now });
    expect(await world.tokenState(token.serial)).toBe("in_transit");
    expect((await cardOf(world, contract.id))?.card_until).toEqual(new Date("2026-12-16T00:00:00+09:00"));
    const mail = await world.sql`
      select s.tracking_number, s.state, e.event, e.happened_at from shipments s
        join mail_events e on e.shipment_id = s.id where s.order_id = ${orderId}`;
    expect(mail).toEqual([
      { tracking_number: "213456789011", state: "posted", event: "posted", happened_at: world.now },
    ]);
    world.setNow("2026-11-24T10:00:00+09:00");
  });

  test("opens no card access that was not open", async () => {
    const contract = await world.contract();
    await shipped(world, contract, "new");
    expect(await cardOf(world, contract.id)).toEqual({
      card_opened_at: null,
      card_until: null,
      card_uses: 0,
    });
  });

  test("refuses a number by its field, and keeps nothing", async () => {
    const { trackingNumber: used } = await shipped(world, await world.registered());
    const { orderId } = await allocated();
    const before = await world.everything();
    for (const [trackingNumber, message] of [
      ["", "required"],
      ["12345", "trackingNumber.format"],
      ["ABCDEFGHIJKL", "trackingNumber.format"],
      ["213456789012", "trackingNumber.checkDigit"],
      ["RR123456789JP", "trackingNumber.checkDigit"],
      [used, "trackingNumber.used"],
    ]) {
      expect(await failureOf(shipOrder(operations(), { orderId, trackingNumber }))).toEqual(
        expect.objectContaining({ code: "invalid", fields: { trackingNumber: message } }),
      );
    }
    expect(await world.everything()).toBe(before);
    await shipOrder(operations(), { orderId, trackingNumber: "rr 473124829 jp" });
  });

  test("an order without a serial is not posted", async () => {
    const { orderId } = await approved(world, await world.registered(), "reissue");
    expect(
      await failureOf(shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() })),
    ).toMatchObject({ code: "conflict" });
  });

  test("posted twice at once: one shipment", async () => {
    for (let round = 0; round < 8; round++) {
      const { orderId } = await allocated();
      const ends = await Promise.all(
        [1, 2].map(() =>
          failureOf(shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() })),
        ),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({ code: "conflict" });
    }
  });
});
