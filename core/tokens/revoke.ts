import { z } from "zod";
import { findOrder } from "#db/orders.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { endOrder } from "../orders/close.ts";
import { loseMail } from "../orders/lose.ts";
import { freeOrder } from "../orders/release.ts";
import { stoppedInput } from "./input.ts";
import { moveAll, tokenFor } from "./move.ts";

const input = z.object(stoppedInput);

/**
 * Revokes a token that nobody has registered: defective or stolen in stock, lost in the post or after its delivery.
 * An order that has not reached its customer waits for another token, one that has is closed. Fails with `conflict`
 * where the token is registered: a form revokes it, and sees to the login.
 */
export const revokeToken = command<typeof input, { tokenId: string; serial: string }, StaffActor>({
  name: "token.revoke",
  permit: "token.move",
  input,
  async run({ tx, actor, now, scope }, { tokenId, reason, stolen }) {
    const token = await tokenFor("revoke", { tx, scope }, tokenId);
    const order = token.orderId ? await findOrder(tx, scope, token.orderId) : undefined;
    if (order?.state === "delivered" || order?.state === "returned") await endOrder(tx, order, now);
    else if (order?.state === "shipped") await loseMail(tx, order, { by: actor, now });
    else if (order) await freeOrder(tx, order);
    const change = await moveAll(tx, [token], "revoke", { reason, ...(stolen && { stolenAt: now }) });
    return { result: { tokenId, serial: token.serial }, change };
  },
});
