import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { apiClients } from "./schema/logins.ts";

/** The client that a key belongs to, by the key's SHA-256; undefined where it is unknown or revoked. */
export async function findClient(tx: Tx, keyHash: string) {
  const [found] = await tx
    .select({ id: apiClients.id, name: apiClients.name, scopes: apiClients.scopes })
    .from(apiClients)
    .where(and(eq(apiClients.keyHash, keyHash), isNull(apiClients.revokedAt)));
  return found;
}

/** Every client that there ever was, by name. */
export async function listClients(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.select({ id: apiClients.id, name: apiClients.name }).from(apiClients).orderBy(apiClients.name);
}
