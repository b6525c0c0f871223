import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findOrder, type Order } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import { findReturnedAt } from "#db/shipments.ts";
import { findMovableToken } from "#db/token-moves.ts";
import { moveToken } from "#db/tokens.ts";
import type { StaffActor } from "../actor.ts";
import { addMonths, japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { reasonInput } from "../forms/input.ts";
import { idInput } from "../input.ts";
import { askFor } from "../tokens/ask.ts";
import { orderChange } from "./change.ts";
import { endOrder } from "./close.ts";

/** Until when mail that came back is kept, YYYY-MM-DD in Japan; undefined where it did not come back. */
export async function keptUntil(
  tx: Tx,
  { id, state }: Pick<Order, "id" | "state">,
): Promise<string | undefined> {
  const returnedAt = state === "returned" ? await findReturnedAt(tx, id) : undefined;
  const { returnedKeptMonths } = await readSettings(tx);
  return returnedAt && addMonths(japanDay(returnedAt), returnedKeptMonths);
}

const input = z.object({ orderId: idInput, reason: reasonInput });

/**
 * Gives up an order whose mail came back and was kept long enough, and asks another person for the disposal of its
 * token, which is revoked at once. Fails with `conflict` before the time is over.
 */
export const askDestruction = command<typeof input, { orderId: string; requestId: string }, StaffActor>({
  name: "order.ask_destruction",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now, scope }, { orderId, reason }) {
    const order = (await findOrder(tx, scope, orderId)) ?? fail("not_found", "order");
    const until = (await keptUntil(tx, order)) ?? fail("conflict", "order");
    if (japanDay(now) < until) fail("conflict", "keptLonger");
    const tokenId = order.tokenId ?? fail("conflict", "order");
    const state = await endOrder(tx, order, now);
    (await moveToken(tx, tokenId, { from: "in_transit", to: "revoked" })) ?? fail("conflict", "token");
    const token = (await findMovableToken(tx, null, tokenId)) ?? fail("not_found", "token");
    const asked = await askFor(tx, { move: "dispose", tokens: [token], reason, by: actor, now });
    const ended = await orderChange(tx, order, { before: { state: order.state }, after: { state }, reason });
    return { result: { orderId, ...asked.result }, change: [ended, asked.change] };
  },
});
