import { hash, randomBytes } from "node:crypto";
import { v7 } from "uuid";
import { insertKey } from "#db/api-keys.ts";
import type { Tx } from "#db/client.ts";

/** A new API key: 256 random bits behind a prefix that tells scanners for leaked secrets what it is. */
export function newApiKey(): string {
  return `tdk_${randomBytes(32).toString("base64url")}`;
}

/** What is kept of a key: its SHA-256 in hex. A key is random, so it needs no slow hash. */
export function hashApiKey(key: string): string {
  return hash("sha256", key);
}

/** So much of a key is shown to tell it from others: 36 of its 256 bits. */
const prefixLength = "tdk_".length + 6;

/** A key as it is told, once, to who makes it. */
export type MadeKey = { keyId: string; key: string; prefix: string; expiresAt: Date };

/** Makes a key for a client, in the place of another where it `replaces` one. */
export async function makeKey(
  tx: Tx,
  row: { clientId: string; createdBy: string; createdAt: Date; expiresAt: Date; replaces?: string },
  key = newApiKey(),
): Promise<MadeKey> {
  const [keyId, prefix] = [v7(), key.slice(0, prefixLength)];
  await insertKey(tx, { ...row, id: keyId, prefix, keyHash: hashApiKey(key) });
  return { keyId, key, prefix, expiresAt: row.expiresAt };
}
