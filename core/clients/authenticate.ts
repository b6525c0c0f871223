import { createHash, randomBytes } from "node:crypto";
import type { ClientActor } from "#core/actor.ts";
import type { Database } from "#db/client.ts";
import { findClient } from "#db/clients.ts";

/** A new API key: 256 random bits behind a prefix that tells scanners for leaked secrets what it is. */
export function newApiKey(): string {
  return `tdk_${randomBytes(32).toString("base64url")}`;
}

/** What is kept of a key: its SHA-256 in hex. A key is random, so it needs no slow hash. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Who calls with this key, or undefined where it is unknown or revoked. Asked at every request. */
export async function authenticateClient(db: Database, key: string): Promise<ClientActor | undefined> {
  const found = await findClient(db, hashApiKey(key));
  return found && { kind: "client", ...found };
}
