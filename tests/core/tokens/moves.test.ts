import { describe, expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { askDisposal, askReopening } from "#core/tokens/ask.ts";
import { readToken } from "#core/tokens/read.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { restockToken } from "#core/tokens/restock.ts";
import { revokeToken } from "#core/tokens/revoke.ts";
import { type TokenMove, tokenMoves } from "#core/tokens/rules.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import { contextOf } from "#tests/core/logins/fixtures.ts";
import type { Token } from "#tests/support/customers.ts";
import { failureOf, keyed, nextTrackingNumber, withWorld } from "#tests/support/world.ts";
import { type Place, placed, places, reason } from "./fixtures.ts";

const world = withWorld();
const operations = () => world.as("operations");

/** Each move as the desk of operations makes it. */
const make: Record<TokenMove, (token: Token) => Promise<unknown>> = {
  suspend: ({ id }) => suspendToken(operations(), { tokenId: id, reason }),
  reopen: ({ id }) => askReopening(operations(), { tokenId: id, reason }),
  release: ({ id }) => releaseToken(operations(), { tokenId: id, reason }),
  restock: ({ id }) => restockToken(operations(), { tokenId: id, reason, seal: "unbroken" }),
  revoke: ({ id }) => revokeToken(operations(), { tokenId: id, reason }),
  dispose: ({ id }) => askDisposal(operations(), { tokenId: id, reason }),
};

/** What may be done where, and what is so afterwards: product.md, section 6; written apart from the rules. */
const legal: Partial<Record<Place, Partial<Record<TokenMove, string>>>> = {
  in_stock: { revoke: "revoked", dispose: "in_stock" },
  allocated: { release: "in_stock", revoke: "revoked" },
  in_transit: { revoke: "revoked" },
  returned: { restock: "in_stock", revoke: "revoked" },
  delivered: { revoke: "revoked" },
  active: { suspend: "suspended" },
  suspended: { reopen: "suspended" },
  revoked: { dispose: "revoked" },
};

const pairs = places.flatMap((place) => tokenMoves.map((move) => [place, move] as const));

test.each(pairs)("a token that is %s: %s as it may, or nothing at all", async (place, move) => {
  const { token } = await placed(world, place);
  const after = legal[place]?.[move];
  const shown = await readToken(operations(), { token: token.id });
  expect(shown.moves.includes(move)).toBe(after !== undefined);
  const [{ audited } = { audited: 0 }] = await world.sql`select count(*)::int as audited from audit`;
  const before = await world.everything();
  const told = await failureOf(make[move](token));
  if (after === undefined) {
    expect(told).toMatchObject({ code: "conflict" });
    expect(await world.everything()).toBe(before);
    return;
  }
  expect(told).toBeUndefined();
  expect(await world.tokenState(token.serial)).toBe(after);
  const rows = await world.sql`select * from audit order by id offset ${audited}`;
  const isAsked = move === "reopen" || move === "dispose";
  expect(rows).toMatchObject([
    isAsked
      ? {
          action: expect.stringMatching(/^token\.ask_/),
          subject_kind: "token_request",
          subject_label: token.serial,
          reason,
        }
      : {
          action: `token.${move}`,
          subject_kind: "token",
          subject_id: token.id,
          before: { state: place === "returned" ? "in_transit" : place },
          after: { state: after },
          reason,
        },
  ]);
});

test("a reason is asked for, and the state of the seal", async () => {
  const { token } = await placed(world, "returned");
  const tokenId = token.id;
  expect((await failureOf(restockToken(operations(), { tokenId, reason: " ", seal: "" })))?.fields).toEqual({
    reason: "backReason.required",
    seal: "seal.required",
  });
  expect((await failureOf(revokeToken(operations(), { tokenId, reason: "" })))?.fields).toEqual({
    reason: "backReason.required",
  });
});

describe("what hangs on a move", () => {
  const orderOf = async (orderId: string | undefined) => world.orderOf(orderId ?? "");

  test("an order whose token is taken back, or lost before its delivery, waits for another one", async () => {
    for (const [place, move] of [
      ["allocated", "release"],
      ["allocated", "revoke"],
      ["in_transit", "revoke"],
    ] as const) {
      const { token, orderId = "" } = await placed(world, place);
      await make[move](token);
      expect(await orderOf(orderId)).toMatchObject({ state: "placed", token_id: null, shipped_at: null });
      const another = await world.token();
      await allocateSerial(operations(), { orderId, serial: another.serial });
      expect(await world.tokenState(another.serial)).toBe("allocated");
    }
  });

  test("what the post says later of the lost one says nothing of the one sent in its place", async () => {
    const { token, orderId = "" } = await placed(world, "in_transit");
    const [lost] = await world.sql`select id from shipments where order_id = ${orderId}`;
    await make.revoke(token);
    const another = await world.token();
    await allocateSerial(operations(), { orderId, serial: another.serial });
    world.advance({ minutes: 1 });
    await shipOrder(operations(), { orderId, trackingNumber: nextTrackingNumber() });
    await recordMailEvent(operations(), { shipmentId: lost?.id, event: "delivered", happenedAt: world.now });
    expect(await orderOf(orderId)).toMatchObject({ state: "shipped" });
    expect(await world.tokenState(another.serial)).toBe("in_transit");
  });

  test("an order whose token was lost after its delivery, or came back, is closed with its card access", async () => {
    for (const [place, move] of [
      ["delivered", "revoke"],
      ["returned", "revoke"],
      ["returned", "restock"],
    ] as const) {
      const { token, orderId = "" } = await placed(world, place);
      await make[move](token);
      const order = await orderOf(orderId);
      expect(order).toMatchObject({ state: "closed", token_id: move === "restock" ? null : token.id });
      expect(await world.formOf(String(order.form_id))).toMatchObject({ state: "completed" });
    }
  });

  test("returned mail whose seal is broken is revoked, and never in stock", async () => {
    const { token, orderId } = await placed(world, "returned");
    await restockToken(operations(), { tokenId: token.id, reason, seal: "broken" });
    expect(await world.tokenState(token.serial)).toBe("revoked");
    expect(await orderOf(orderId)).toMatchObject({ state: "closed", token_id: token.id });
  });

  test("a restocked token is allocated again as any other", async () => {
    const { token } = await placed(world, "returned");
    await make.restock(token);
    const { orderId = "", token: sent } = await placed(world, "allocated");
    await make.release(sent);
    await allocateSerial(operations(), { orderId, serial: token.serial });
    expect(await world.tokenState(token.serial)).toBe("allocated");
  });

  test("a stopped token opens nothing at the very next check", async () => {
    const { token, contractorId } = await world.registered();
    const now = new Date();
    const otp = otpAt({ algorithm: "sha1", digits: 6 }, Buffer.alloc(20, token.serial), stepAt(now, 30));
    await make.suspend(token);
    const context = { ...contextOf(world.login), keys: world.keys, now };
    expect(await checkOtp(context, { contractorId, otp })).toEqual({ outcome: "locked" });
  });

  test("a registered token is revoked by a form alone: without it the password would open the login", async () => {
    for (const place of ["active", "suspended"] as const) {
      const { token } = await placed(world, place);
      expect(await failureOf(make.revoke(token))).toMatchObject({ about: "tokenMove.bound" });
    }
  });
});

describe("stolen goods", () => {
  test("that were stopped as stolen are never reopened, nor is the mark taken back, also by the tables' owner", async () => {
    const { token } = await placed(world, "active");
    await suspendToken(world.as("clerk"), { tokenId: token.id, reason, stolen: true });
    expect(await failureOf(make.reopen(token))).toMatchObject({ about: "tokenMove.stolen" });
    for (const set of ["state = 'active'", "stolen_at = null", "state = 'active', stolen_at = null"]) {
      const told = world.sql.unsafe(`update tokens set ${set} where id = $1`, [token.id]);
      await expect(told).rejects.toMatchObject({ code: "23514" });
    }
  });

  test("that a form tells of are never reopened either, though it is cancelled", async () => {
    const contract = await world.registered();
    const { formId } = await keyed(world, contract, "reissue", "stolen");
    await world.sql`update forms set state = 'cancelled' where id = ${formId}`;
    expect(await failureOf(make.reopen(contract.token))).toMatchObject({ about: "tokenMove.stolen" });
  });

  test.each(["in_stock", "allocated", "in_transit", "returned", "delivered"] as const)(
    "taken while %s are revoked, and no statement brings them back to stock",
    async (place) => {
      const { token } = await placed(world, place);
      await revokeToken(operations(), { tokenId: token.id, reason, stolen: true });
      for (const move of tokenMoves) {
        if (move !== "dispose")
          expect(await failureOf(make[move](token))).toMatchObject({ code: "conflict" });
      }
      for (const state of ["in_stock", "allocated", "in_transit", "delivered", "active"]) {
        const back = world.sql`update tokens set state = ${state} where id = ${token.id}`;
        await expect(back).rejects.toMatchObject({ code: "23514" });
      }
    },
  );
});

describe("a branch", () => {
  test("stops and sees the tokens of its own contracts, and no others", async () => {
    const { token } = await placed(world, "active");
    const stock = await world.token();
    const stranger = world.as("clerk", { branch: "002" });
    for (const { id, serial } of [token, stock]) {
      expect(await failureOf(suspendToken(stranger, { tokenId: id, reason }))).toMatchObject({
        code: "not_found",
      });
      for (const named of [id, serial]) {
        expect(await failureOf(readToken(stranger, { token: named }))).toMatchObject({ code: "not_found" });
      }
    }
    expect(await failureOf(readToken(world.as("clerk"), { token: stock.id }))).toMatchObject({
      code: "not_found",
    });
    const mine = await readToken(world.as("clerk"), { token: ` ${token.serial.toLowerCase()} ` });
    expect(mine).toMatchObject({ token: { id: token.id }, moves: ["suspend"] });
    expect(JSON.stringify(mine)).not.toMatch(/seed/i);
    expect((await readToken(world.as("approver"), { token: token.id })).moves).toEqual([]);
    expect(await failureOf(suspendToken(world.as("clerk"), { tokenId: token.id, reason }))).toBeUndefined();
  });
});

test("a token's page tells its whole story, of itself, its orders and the forms about it", async () => {
  const { token, orderId = "" } = await placed(world, "delivered");
  await world.register(orderId);
  const [contract] = await world.sql`select contract_id from orders where id = ${orderId}`;
  const [row] = await world.sql`select id, contractor_id as "contractorId", branch_code as "branchCode"
    from contracts where id = ${contract?.contract_id}`;
  await keyed(world, row as never, "reissue", "lost");
  const { story, binding, orders } = await readToken(world.as("clerk"), { token: token.id });
  expect(story.map(({ action }) => action)).toEqual([
    "form.key",
    "mail.record",
    "order.ship",
    "order.allocate",
  ]);
  expect(binding).toMatchObject({ contractId: contract?.contract_id, unboundAt: null });
  expect(orders).toMatchObject([{ id: orderId, state: "completed" }]);
});
