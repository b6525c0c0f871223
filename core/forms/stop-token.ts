import type { Tx } from "#db/client.ts";
import { findLiveBinding } from "#db/contracts.ts";
import { moveToken } from "#db/tokens.ts";

/**
 * Stops the serial bound to a contract: from the next login check on it opens nothing.
 * Returns the stopped serial, or undefined if there was none in use.
 */
export async function stopToken(tx: Tx, contractId: string): Promise<string | undefined> {
  const bound = await findLiveBinding(tx, contractId);
  if (bound?.state !== "active") return undefined;
  const stopped = await moveToken(tx, bound.tokenId, { from: "active", to: "suspended" });
  return stopped?.serial;
}
