import { z } from "zod";
import { findOrder } from "#db/orders.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { endOrder } from "../orders/close.ts";
import { moveInput } from "./input.ts";
import { moveAll, tokenFor } from "./move.ts";

const input = z.object({ ...moveInput, seal: z.enum(["unbroken", "broken"], "seal.required") });

/**
 * Gives up an order whose mail came back: its token returns to stock if nobody has opened the envelope, and is
 * revoked if anybody may have. Fails with `conflict` where the post has not brought it back.
 */
export const restockToken = command({
  name: "token.restock",
  permit: "token.move",
  input,
  async run({ tx, now, scope }, { tokenId, reason, seal }) {
    const token = await tokenFor("restock", { tx, scope }, tokenId);
    const order = (token.orderId && (await findOrder(tx, scope, token.orderId))) || fail("conflict", "token");
    const unbroken = seal === "unbroken";
    await endOrder(tx, order, now, unbroken ? { tokenId: null } : {});
    const change = await moveAll(tx, [token], unbroken ? "restock" : "revoke", { reason });
    return { result: { tokenId, serial: token.serial, seal }, change };
  },
});
