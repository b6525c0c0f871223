import type { ClientActor } from "#core/actor.ts";
import { coalesce } from "#core/coalesce.ts";
import type { Database } from "#db/client.ts";
import { countCalls } from "#db/clients.ts";
import { hashApiKey } from "./new-key.ts";

/** A client's calls in the minute under way; `over` for a call past the limit. */
export type CallRate = { limit: number; remaining: number; resetSeconds: number; over: boolean };

/** Who calls, and where their limit stands; no rate where they have none. */
export type Admission = { actor: ClientActor; rate: CallRate | null };

/**
 * Who calls with this key, or undefined where it is unknown or revoked. Asked at every request, of a statement
 * that begins after it came, so that a key that was revoked fails on its very next call.
 */
export async function authenticateClient(db: Database, key: string): Promise<Admission | undefined> {
  return (await admitTogether(db, hashApiKey(key))) ?? undefined;
}

const admitTogether = coalesce(admit);

/** Hands out what is left of each client's limit, in the order in which the calls came. */
async function admit(db: Database, keyHashes: readonly string[]): Promise<(Admission | null)[]> {
  const calls = new Map<string, number>();
  for (const keyHash of keyHashes) calls.set(keyHash, (calls.get(keyHash) ?? 0) + 1);
  const found = await countCalls(
    db,
    Array.from(calls, ([keyHash, calls]) => ({ keyHash, calls })),
  );
  const clients = new Map(
    found.map(({ keyHash, minute, ...client }) => [
      keyHash,
      { actor: { kind: "client", ...client } as const, minute },
    ]),
  );
  return keyHashes.map((keyHash) => {
    const client = clients.get(keyHash);
    if (!client) return null;
    const { actor, minute } = client;
    if (!minute) return { actor, rate: null };
    const left = minute.limit - minute.calls++;
    const { limit, resetSeconds } = minute;
    return { actor, rate: { limit, resetSeconds, remaining: Math.max(0, left - 1), over: left < 1 } };
  });
}
