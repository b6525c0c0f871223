import { describe, expect, test } from "vitest";
import { closeOrder } from "#core/orders/close.ts";
import { askDestruction } from "#core/orders/destroy.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { takeBackMail } from "#core/orders/take-back.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { approved, failureOf, nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";
import { cardOf, expectNoWayIn } from "./card.ts";

const world = withWorld();
const operations = () => world.as("operations");

describe("mail that comes back", () => {
  async function returned() {
    const contract = await world.registered();
    const sent = await shipped(world, contract);
    world.advance({ days: 10 });
    for (const event of ["held", "returning", "returned"]) {
      await recordMailEvent(operations(), { shipmentId: sent.shipmentId, event, happenedAt: world.now });
      world.advance({ minutes: 60 });
    }
    expect(await world.orderOf(sent.orderId)).toMatchObject({ state: "returned" });
    expect(await world.tokenState(sent.token.serial)).toBe("in_transit");
    return { ...sent, contract };
  }

  test("is sent once more, with a new deadline for the card, and no third time", async () => {
    const { orderId, contract } = await returned();
    const { card_until: firstUntil } = (await cardOf(world, contract.id)) ?? {};
    const trackingNumber = nextTrackingNumber();
    await shipOrder(operations(), { orderId, trackingNumber });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "shipped" });
    expect((await cardOf(world, contract.id))?.card_until.getTime()).toBeGreaterThan(firstUntil.getTime());
    const [again] = await world.sql`select id from shipments where tracking_number = ${trackingNumber}`;
    await recordMailEvent(operations(), { shipmentId: again?.id, event: "returned", happenedAt: world.now });
    const before = await world.everything();
    expect(
      await failureOf(shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() })),
    ).toMatchObject({ code: "conflict", about: "shippedAgain" });
    expect(await world.everything()).toBe(before);
    await closeOrder(operations(), { orderId, reason: "二度返戻" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "closed" });
  });

  test("or destroyed by two people, once it was kept for three months", async () => {
    const { orderId, token } = await returned();
    const ask = () => failureOf(askDestruction(operations(), { orderId, reason: "保管期間経過" }));
    const [back] = await world.sql`select max(happened_at) as at from mail_events where event = 'returned'`;
    world.setNow(new Date(back?.at.getTime() + 80 * 86_400_000));
    const before = await world.everything();
    expect(await ask()).toMatchObject({ code: "conflict", about: "keptLonger" });
    expect(await world.everything()).toBe(before);
    world.advance({ days: 15 });
    const ends = await Promise.all([ask(), ask()]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(await world.orderOf(orderId)).toMatchObject({ state: "closed" });
    expect(await world.tokenState(token.serial)).toBe("revoked");
    const [request] = await world.sql`select id from token_requests where state = 'proposed'`;
    await approveTokenRequest(world.as("manager"), { requestId: request?.id });
    expect(await world.tokenState(token.serial)).toBe("disposed");
  });

  test("or given up: the serial is revoked, the fee stays due, card access ends, the form is over", async () => {
    const { orderId, formId, contract, token } = await returned();
    await closeOrder(operations(), { orderId, reason: "保管期限経過" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "closed" });
    expect(await world.tokenState(token.serial)).toBe("revoked");
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
    await expectNoWayIn(world, contract.id);
    const entries = await world.sql`
      select e.kind from fee_entries e join fees f on f.id = e.fee_id where f.order_id = ${orderId}`;
    expect(entries).toEqual([{ kind: "assessed" }]);
  });

  test("a new form leads out of the gap: the card opens the login again until the next token", async () => {
    const { orderId, contract } = await returned();
    await closeOrder(operations(), { orderId, reason: "保管期限経過" });
    world.advance({ minutes: 5 });
    await approved(world, contract, "new");
    expect(await cardOf(world, contract.id)).toMatchObject({ card_opened_at: world.now, card_until: null });
  });

  test("an order that has not come back is not given up", async () => {
    const { orderId } = await shipped(world, await world.registered());
    expect(await failureOf(closeOrder(operations(), { orderId, reason: "x" }))).toMatchObject({
      code: "conflict",
    });
  });
});

describe("mail that comes back after its delivery", () => {
  async function delivered() {
    const sent = await shipped(world, await world.registered());
    world.advance({ minutes: 60 });
    await recordMailEvent(operations(), {
      shipmentId: sent.shipmentId,
      event: "delivered",
      happenedAt: world.now,
    });
    return sent;
  }

  test("is taken back once, with a reason, and is then mail that came back: it may be posted once more", async () => {
    const { orderId, token, trackingNumber } = await delivered();
    const take = () => failureOf(takeBackMail(operations(), { orderId, reason: "誤配達" }));
    const ends = await Promise.all([take(), take(), take()]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(await world.orderOf(orderId)).toMatchObject({ state: "returned", delivered_at: null });
    expect(await world.tokenState(token.serial)).toBe("in_transit");
    const [audit] = await world.sql`select before, after, reason from audit where action = 'order.take_back'`;
    expect(audit).toEqual({
      before: { mail: "delivered", state: "delivered" },
      after: { mail: "returned", state: "returned", trackingNumber },
      reason: "誤配達",
    });
    await shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "shipped" });
  });

  test("is not taken back where it is under way, or its token is in use", async () => {
    const { orderId } = await shipped(world, await world.registered());
    const arrived = await delivered();
    await world.register(arrived.orderId);
    const before = await world.everything();
    for (const id of [orderId, arrived.orderId])
      expect(await failureOf(takeBackMail(operations(), { orderId: id, reason: "x" }))).toMatchObject({
        code: "conflict",
      });
    expect(await world.everything()).toBe(before);
  });
});
