import { describe, expect, test } from "vitest";
import { recordMailEvent } from "#core/shipments/record.ts";
import { isTrackingNumber } from "#core/shipments/rules.ts";
import { failureOf, shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = () => world.as("operations");

describe("a tracking number", () => {
  test.each([
    ["213456789011", true],
    ["213456789012", false],
    ["12345678903", true],
    ["12345678900", false],
    // The examples of UPU S10 and of the Royal Mail: 473124829 has the check digit 9.
    ["RR473124829GB", true],
    ["RR473124820GB", false],
    ["EE000000005JP", true],
    ["rr473124829gb", false],
    ["1234567890", false],
    ["1234567890123", false],
    ["", false],
  ])("%s: %s", (number, right) => {
    expect(isTrackingNumber(number)).toBe(right);
  });

  test("one wrong digit of 12 is found, unless it is off by a multiple of seven", () => {
    const digits = "213456789011";
    for (let at = 0; at < 12; at++) {
      for (let digit = 0; digit < 10; digit++) {
        const off = Math.abs(digit - Number(digits[at]));
        const other = `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`;
        if (at === 11) expect(isTrackingNumber(other)).toBe(off === 0);
        else expect(isTrackingNumber(other)).toBe(off % 7 === 0);
      }
    }
  });
});

describe("what the post says", () => {
  test("is kept in order, and delivery moves order and token on", async () => {
    const { shipmentId, orderId, token } = await shipped(world, await world.registered());
    for (const event of ["in_transit", "arrived", "out_for_delivery", "absent", "held", "out_for_delivery"]) {
      world.advance({ minutes: 60 });
      await recordMailEvent(operations(), { shipmentId, event, happenedAt: world.now, office: "浜松東" });
      expect(await world.orderOf(orderId)).toMatchObject({ state: "shipped", delivered_at: null });
    }
    const delivered = world.now;
    world.advance({ days: 1 });
    await recordMailEvent(operations(), { shipmentId, event: "delivered", happenedAt: delivered });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "delivered", delivered_at: delivered });
    expect(await world.tokenState(token.serial)).toBe("delivered");
    const events =
      await world.sql`select event, recorded_at from mail_events where shipment_id = ${shipmentId}
      order by recorded_at`;
    expect(events.map((row) => row.event)).toEqual([
      "posted",
      "in_transit",
      "arrived",
      "out_for_delivery",
      "absent",
      "held",
      "out_for_delivery",
      "delivered",
    ]);
    expect(
      await failureOf(
        recordMailEvent(operations(), { shipmentId, event: "returned", happenedAt: world.now }),
      ),
    ).toMatchObject({ code: "invalid", fields: { event: "mailEvent.delivered" } });
  });

  test("a stop that is told of late adds to the story, and takes the mail nowhere back", async () => {
    const { shipmentId, orderId } = await shipped(world, await world.registered());
    const stopAt = world.now;
    world.advance({ days: 1 });
    const say = (event: string, happenedAt: Date) =>
      failureOf(recordMailEvent(operations(), { shipmentId, event, happenedAt }));
    const state = async () =>
      (await world.sql`select state from shipments where id = ${shipmentId}`)[0]?.state;
    await say("held", world.now);
    expect(await say("arrived", stopAt)).toBeUndefined();
    expect(await state()).toBe("held");
    expect(await say("delivered", stopAt)).toMatchObject({ fields: { event: "mailEvent.order" } });
    world.advance({ days: 1 });
    await say("delivered", world.now);
    expect(await say("out_for_delivery", stopAt)).toBeUndefined();
    expect(await world.orderOf(orderId)).toMatchObject({ state: "delivered" });
    world.advance({ days: 1 });
    expect(await say("returning", world.now)).toMatchObject({ fields: { event: "mailEvent.delivered" } });
    const [told] =
      await world.sql`select count(*)::int as n from mail_events where shipment_id = ${shipmentId}`;
    expect(told).toEqual({ n: 5 });
    world.setNow("2026-11-24T10:00:00+09:00");
  });

  test("a time without a zone is Japan's, wherever the machine stands", async () => {
    const { shipmentId } = await shipped(world, await world.registered());
    world.advance({ days: 1 });
    await recordMailEvent(operations(), { shipmentId, event: "arrived", happenedAt: "2026-11-25T09:15" });
    const [event] = await world.sql`
      select happened_at from mail_events where shipment_id = ${shipmentId} and event = 'arrived'`;
    expect(event?.happened_at).toEqual(new Date("2026-11-25T00:15:00Z"));
    world.setNow("2026-11-24T10:00:00+09:00");
  });

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ["a time to come", { happenedAt: "2026-11-24T10:01" }, { happenedAt: "happenedAt.future" }],
    ["a day before it was posted", { happenedAt: "2026-11-23T23:59" }, { happenedAt: "happenedAt.format" }],
    ["no time", { happenedAt: "" }, { happenedAt: "required" }],
    ["nothing for a time", { happenedAt: null }, { happenedAt: "happenedAt.format" }],
    ["a number for a time", { happenedAt: 0 }, { happenedAt: "happenedAt.format" }],
    ["a time of no day", { happenedAt: "2026-02-30T10:00" }, { happenedAt: "happenedAt.format" }],
    ["words for a time", { happenedAt: "yesterday" }, { happenedAt: "happenedAt.format" }],
    ["no event", { event: undefined }, { event: "mailEvent.required" }],
    ["a strange event", { event: "eaten" }, { event: "mailEvent.required" }],
    ["a first event again", { event: "posted" }, { event: "mailEvent.order" }],
    ["a long office", { office: "局".repeat(101) }, { office: "office.long" }],
  ])("%s is told by its field", async (_, wrong, fields) => {
    const { shipmentId } = await shipped(world, await world.registered());
    const before = await world.everything();
    const told = await failureOf(
      recordMailEvent(operations(), { shipmentId, event: "arrived", happenedAt: world.now, ...wrong }),
    );
    expect(told?.fields).toEqual(fields);
    expect(await world.everything()).toBe(before);
  });

  test("the same said twice is a conflict, one after the other and at once", async () => {
    for (let round = 0; round < 5; round++) {
      const { shipmentId } = await shipped(world, await world.registered());
      const said = { shipmentId, event: "arrived", happenedAt: world.now };
      const ends = await Promise.all([1, 2, 3].map(() => failureOf(recordMailEvent(operations(), said))));
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(await failureOf(recordMailEvent(operations(), said))).toMatchObject({ code: "conflict" });
      const [counted] = await world.sql`
        select count(*)::int as n from mail_events where shipment_id = ${shipmentId} and event = 'arrived'`;
      expect(counted).toEqual({ n: 1 });
    }
  });

  test("delivery after the customer has registered changes neither order nor token", async () => {
    const { shipmentId, orderId, token } = await shipped(world, await world.registered());
    await world.register(orderId);
    await recordMailEvent(operations(), { shipmentId, event: "delivered", happenedAt: world.now });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "completed" });
    expect(await world.tokenState(token.serial)).toBe("active");
  });
});
