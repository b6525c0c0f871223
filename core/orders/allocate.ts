import { z } from "zod";
import { findOrder, saveOrder } from "#db/orders.ts";
import { findTokenBySerial, moveToken } from "#db/tokens.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { serialInput } from "../tokens/input.ts";
import type { TokenState } from "../tokens/rules.ts";
import { follow } from "../transitions.ts";
import { orderChange } from "./change.ts";
import { orderTransitions } from "./rules.ts";

const input = z.object({
  orderId: idInput,
  serial: serialInput,
  /** The only model that is to go out now; any where none is named. */
  model: z.string().max(100).optional(),
});

/** Why a token that is not in stock may not be sent. */
const refusals: Partial<Record<TokenState, string>> = {
  allocated: "serial.taken",
  suspended: "serial.stopped",
  revoked: "serial.revoked",
  disposed: "serial.revoked",
};

const allocateCommand = command({
  name: "order.allocate",
  permit: "order.dispatch",
  input,
  async run({ tx, now, scope }, { orderId, serial, model }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const state = follow(orderTransitions, order.state, "allocate") ?? fail("conflict", "order");
    const token = (await findTokenBySerial(tx, serial)) ?? failField("serial", "serial.unknown");
    if (token.state !== "in_stock") failField("serial", refusals[token.state] ?? "serial.notInStock");
    if (model && token.model !== model) failField("serial", "serial.otherModel");
    if (token.expiresOn <= japanDay(now)) failField("serial", "serial.expired");
    (await moveToken(tx, token.id, { from: token.state, to: "allocated" })) ??
      failField("serial", "serial.taken");
    (await saveOrder(tx, order, { state, tokenId: token.id, allocatedAt: now })) ?? fail("conflict", "order");
    return {
      result: { orderId, number: order.number, serial },
      change: await orderChange(tx, order, { before: { state: order.state }, after: { state, serial } }),
    };
  },
});

/** Takes a serial from stock for an order. Fails with `invalid` where the serial cannot be sent. */
export const allocateSerial: typeof allocateCommand = (context, order) =>
  explained(allocateCommand(context, order));
