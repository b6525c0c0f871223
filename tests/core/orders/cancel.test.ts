import { describe, expect, test } from "vitest";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { approved, failureOf, shipped, withWorld } from "#tests/support/world.ts";
import { expectNoWayIn } from "./card.ts";

const world = withWorld();
const operations = () => world.as("operations");

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
      await expectNoWayIn(world, contract.id);
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
