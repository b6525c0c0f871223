import { z } from "zod";
import { findOrder } from "#db/orders.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { freeOrder } from "../orders/release.ts";
import { moveInput } from "./input.ts";
import { moveAll, tokenFor } from "./move.ts";

/** Takes a token that is not posted yet back to stock; its order waits for another one. Fails with `conflict`. */
export const releaseToken = command({
  name: "token.release",
  permit: "token.move",
  input: z.object(moveInput),
  async run({ tx, scope }, { tokenId, reason }) {
    const token = await tokenFor("release", { tx, scope }, tokenId);
    const order = (token.orderId && (await findOrder(tx, scope, token.orderId))) || fail("conflict", "token");
    await freeOrder(tx, order);
    const change = await moveAll(tx, [token], "release", { reason });
    return { result: { tokenId, serial: token.serial }, change };
  },
});
