import { z } from "zod";
import { command } from "../command.ts";
import { stoppedInput } from "./input.ts";
import { moveAll, tokenFor } from "./move.ts";

/**
 * Stops a token in use: from the next login check on it opens nothing. One person is enough. Fails with `conflict`
 * where it is not in use.
 */
export const suspendToken = command({
  name: "token.suspend",
  permit: "token.stop",
  input: z.object(stoppedInput),
  async run({ tx, now, scope }, { tokenId, reason, stolen }) {
    const token = await tokenFor("suspend", { tx, scope }, tokenId);
    return {
      result: { tokenId, serial: token.serial },
      change: await moveAll(tx, [token], "suspend", { reason, ...(stolen && { stolenAt: now }) }),
    };
  },
});
