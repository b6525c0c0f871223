import { describe, expect, test } from "vitest";
import { allocateSerial } from "#core/orders/allocate.ts";
import { approved, failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = () => world.as("operations");

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
    const [taken, stopped, revoked] = [await world.token(), await world.token(), await world.token()];
    for (const [{ serial }, ...states] of [
      [taken, "allocated"],
      [stopped, "allocated", "in_transit", "active", "suspended"],
      [revoked, "revoked"],
    ] as const) {
      for (const state of states)
        await world.sql`update tokens set state = ${state} where serial = ${serial}`;
    }
    const before = await world.everything();
    for (const [serial, message] of [
      ["", "required"],
      ["2V", "serial.format"],
      ["2V07!16016FK2", "serial.format"],
      ["NOSUCH1", "serial.unknown"],
      [inUse.serial, "serial.notInStock"],
      [expired.serial, "serial.expired"],
      [taken.serial, "serial.taken"],
      [stopped.serial, "serial.stopped"],
      [revoked.serial, "serial.revoked"],
    ]) {
      expect(await failureOf(allocateSerial(operations(), { orderId, serial }))).toEqual(
        expect.objectContaining({ code: "invalid", fields: { serial: message } }),
      );
    }
    expect(await world.everything()).toBe(before);
    await allocateSerial(operations(), { orderId, serial: lastDay.serial });
  });

  test("where one model is to go out, a token of another is refused", async () => {
    const { orderId } = await approved(world, await world.registered(), "reissue");
    const { serial } = await world.token();
    const [row] = await world.sql`select model from tokens where serial = ${serial}`;
    expect(
      await failureOf(allocateSerial(operations(), { orderId, serial, model: "another" })),
    ).toMatchObject({
      fields: { serial: "serial.otherModel" },
    });
    await allocateSerial(operations(), { orderId, serial, model: row?.model });
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
        fields: { serial: "serial.taken" },
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
