import { describe, expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { dueFactor } from "#core/logins/rules.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { approved, failureOf, nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = () => world.as("operations");

const cardOf = async (contractId: string) => {
  const [found] = await world.sql`
    select card_opened_at, card_until, card_uses from login_accounts where contract_id = ${contractId}`;
  return found;
};

describe("allocation", () => {
  test("takes a serial from stock, read in any width and case", async () => {
    const { orderId } = await approved(world, await world.registered(), "reissue");
    const token = await world.token({ serial: "2V0716016FK2" });
    await allocateSerial(operations(), { orderId, serial: " ２v0716 016ｆk2 " });
    expect(await world.orderOf(orderId)).toMatchObject({
      state: "allocated",
      token_id: token.id,
      allocated_at: world.now,
    });
    expect(await world.tokenState(token.serial)).toBe("allocated");
  });

  test("refuses, by the field, what cannot be sent", async () => {
    const { orderId } = await approved(world, await world.registered(), "reissue");
    const inUse = (await world.registered()).token;
    const expired = await world.token({ expiresOn: "2026-11-24" });
    const lastDay = await world.token({ expiresOn: "2026-11-25" });
    const before = await world.everything();
    for (const [serial, message] of [
      ["", "required"],
      ["2V", "serial.format"],
      ["2V07!16016FK2", "serial.format"],
      ["NOSUCH1", "serial.unknown"],
      [inUse.serial, "serial.notInStock"],
      [expired.serial, "serial.expired"],
    ]) {
      expect(await failureOf(allocateSerial(operations(), { orderId, serial }))).toEqual(
        expect.objectContaining({ code: "invalid", fields: { serial: message } }),
      );
    }
    expect(await world.everything()).toBe(before);
    await allocateSerial(operations(), { orderId, serial: lastDay.serial });
  });

  test("two orders race for one serial: one has it, the other is told", async () => {
    for (let round = 0; round < 8; round++) {
      const orders = [
        await approved(world, await world.registered(), "reissue"),
        await approved(world, await world.registered(), "reissue"),
      ];
      const { id, serial } = await world.token();
      const ends = await Promise.all(
        orders.map(({ orderId }) => failureOf(allocateSerial(operations(), { orderId, serial }))),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({
        fields: { serial: "serial.notInStock" },
      });
      const [counted] = await world.sql`select count(*)::int as n from orders where token_id = ${id}`;
      expect(counted).toEqual({ n: 1 });
    }
  });

  test("one order races for two serials: it has one, the other stays in stock", async () => {
    for (let round = 0; round < 8; round++) {
      const { orderId } = await approved(world, await world.registered(), "reissue");
      const tokens = [await world.token(), await world.token()];
      const ends = await Promise.all(
        tokens.map(({ serial }) => failureOf(allocateSerial(operations(), { orderId, serial }))),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const states = await Promise.all(tokens.map(({ serial }) => world.tokenState(serial)));
      expect(states.sort()).toEqual(["allocated", "in_stock"]);
    }
  });
});

/** The gap goes on, with no token to come: neither the card nor the password alone may open the login. */
async function expectNoWayIn(contractId: string) {
  expect(await cardOf(contractId)).toMatchObject({ card_opened_at: expect.any(Date), card_until: world.now });
  const { otpState, cardOpen, locked } = await readContract(world.as("auditor"), { contractId });
  expect({ otpState, cardOpen }).toEqual({ otpState: "reissuing", cardOpen: false });
  expect(dueFactor({ locked, tokenState: null, gap: true, cardOpen })).toBe("locked");
}

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
    expect((await cardOf(contract.id))?.card_until).toEqual(new Date("2026-12-16T00:00:00+09:00"));
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
    expect(await cardOf(contract.id)).toEqual({ card_opened_at: null, card_until: null, card_uses: 0 });
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
    const { card_until: firstUntil } = (await cardOf(contract.id)) ?? {};
    const trackingNumber = nextTrackingNumber();
    await shipOrder(operations(), { orderId, trackingNumber });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "shipped" });
    expect((await cardOf(contract.id))?.card_until.getTime()).toBeGreaterThan(firstUntil.getTime());
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

  test("or given up: the serial is revoked, the fee stays due, card access ends, the form is over", async () => {
    const { orderId, formId, contract, token } = await returned();
    await closeOrder(operations(), { orderId, reason: "保管期限経過" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "closed" });
    expect(await world.tokenState(token.serial)).toBe("revoked");
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
    await expectNoWayIn(contract.id);
    const entries = await world.sql`
      select e.kind from fee_entries e join fees f on f.id = e.fee_id where f.order_id = ${orderId}`;
    expect(entries).toEqual([{ kind: "assessed" }]);
  });

  test("a new form leads out of the gap: the card opens the login again until the next token", async () => {
    const { orderId, contract } = await returned();
    await closeOrder(operations(), { orderId, reason: "保管期限経過" });
    world.advance({ minutes: 5 });
    await approved(world, contract, "new");
    expect(await cardOf(contract.id)).toMatchObject({ card_opened_at: world.now, card_until: null });
  });

  test("an order that has not come back is not given up", async () => {
    const { orderId } = await shipped(world, await world.registered());
    expect(await failureOf(closeOrder(operations(), { orderId, reason: "x" }))).toMatchObject({
      code: "conflict",
    });
  });
});

describe("cancelling", () => {
  test.each(["placed", "allocated"])(
    "an order that is %s: stock, fee, form and card go back",
    async (state) => {
      const contract = await world.registered();
      const { orderId, formId } = await approved(world, contract, "reissue");
      const token = await world.token();
      if (state === "allocated") await allocateSerial(operations(), { orderId, serial: token.serial });
      world.advance({ minutes: 3 });
      await cancelOrder(operations(), { orderId, reason: "お客様の申し出" });
      expect(await world.orderOf(orderId)).toMatchObject({ state: "cancelled", token_id: null });
      expect(await world.tokenState(token.serial)).toBe("in_stock");
      expect(await world.formOf(formId)).toMatchObject({ state: "cancelled" });
      await expectNoWayIn(contract.id);
      const entries = await world.sql`
      select e.kind, e.amount_yen, e.note, e.entered_by from fee_entries e join fees f on f.id = e.fee_id
        where f.order_id = ${orderId} order by e.entered_at`;
      expect(entries).toEqual([
        { kind: "assessed", amount_yen: 1100, note: "", entered_by: null },
        { kind: "reversed", amount_yen: 1100, note: "お客様の申し出", entered_by: operations().actor.id },
      ]);
      const [audit] = await world.sql`select before, after, reason from audit where subject_id = ${orderId}
      order by id desc limit 1`;
      expect(audit).toEqual({
        before: { state },
        after: { state: "cancelled", reversedYen: 1100 },
        reason: "お客様の申し出",
      });
      // The old serial stays revoked, whatever becomes of the order.
      expect(await world.tokenState(contract.token.serial)).toBe("revoked");
    },
  );

  test("twice at once reverses once", async () => {
    for (let round = 0; round < 8; round++) {
      const { orderId } = await approved(world, await world.registered(), "reissue");
      const ends = await Promise.all(
        [1, 2].map(() => failureOf(cancelOrder(operations(), { orderId, reason: "x" }))),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const [counted] = await world.sql`
        select count(*)::int as n from fee_entries e join fees f on f.id = e.fee_id
          where f.order_id = ${orderId} and e.kind = 'reversed'`;
      expect(counted).toEqual({ n: 1 });
    }
  });

  test("racing with allocation leaves no serial allocated to nobody", async () => {
    for (let round = 0; round < 8; round++) {
      const { orderId } = await approved(world, await world.registered(), "reissue");
      const token = await world.token();
      await Promise.all([
        failureOf(cancelOrder(operations(), { orderId, reason: "x" })),
        failureOf(allocateSerial(operations(), { orderId, serial: token.serial })),
      ]);
      const { state, token_id } = await world.orderOf(orderId);
      expect(await world.tokenState(token.serial)).toBe(state === "allocated" ? "allocated" : "in_stock");
      expect(token_id).toBe(state === "allocated" ? token.id : null);
    }
  });

  test("an order in the post is not cancelled", async () => {
    const { orderId } = await shipped(world, await world.registered());
    expect(await failureOf(cancelOrder(operations(), { orderId, reason: "x" }))).toMatchObject({
      code: "conflict",
    });
    expect(await failureOf(cancelOrder(operations(), { orderId, reason: "  " }))).toMatchObject({
      fields: { reason: "backReason.required" },
    });
  });
});
