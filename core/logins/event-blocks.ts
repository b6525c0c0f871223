import { createHash, createHmac } from "node:crypto";
import { macKey, type SealKeys } from "#core/seal.ts";
import type { LoginEventBlock } from "#db/login-event-blocks.ts";

/** What the first block follows. */
export const beginning = { number: 0, lastId: 0, hash: "" } as const;

/** A block's hash, SHA-256 in hex: over the block before, so over every event up to its own last one. */
export function blockHash(
  previous: { hash: string },
  { number, digest }: { number: number; digest: string | null },
): string {
  return createHash("sha256")
    .update(JSON.stringify([previous.hash, number, digest]))
    .digest("hex");
}

/** A block's MAC, HMAC-SHA-256 in hex: over all that the block tells. Fails with `unavailable` without its key. */
export function blockMac(keys: SealKeys, block: Omit<LoginEventBlock, "mac">): string {
  const { number, firstId, lastId, events, hash, keyVersion, sealedAt } = block;
  return createHmac("sha256", macKey(keys, keyVersion, "login-event-blocks"))
    .update(JSON.stringify([number, firstId, lastId, events, hash, sealedAt]))
    .digest("hex");
}
