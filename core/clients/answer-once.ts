import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { macKey, type SealKeys } from "#core/seal.ts";
import type { Database } from "#db/client.ts";
import { claimKey, findKept, giveBackKey, keepAnswer } from "#db/idempotency.ts";

export type Answer = { status: number; body: string };

/** A request that its sender may send again: by whom, under which key, and all that makes it this request. */
export type RepeatableRequest = { clientId: string; key: string; method: string; path: string; body: string };

/**
 * What became of it: `done` just now; `repeated` from what the first of them was answered; the key stands for
 * `another` request; or the first is still `under_way`.
 */
export type Once =
  | { was: "done" }
  | { was: "repeated"; answer: Answer }
  | { was: "another" }
  | { was: "under_way" };

const pollMs = 25;
/** Less than a request may take in all, so that it can still be said why. */
const patienceMs = 9_000;

/**
 * Does `work` once for an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): of any number of the same
 * request over any number of processes one works, and the others wait for its answer, which is kept for 24
 * hours. `work` gives null for an answer that is not to be kept: then the next one works again.
 */
export async function answerOnce(
  { db, keys }: { db: Database; keys: SealKeys },
  request: RepeatableRequest,
  work: () => Promise<Answer | null>,
): Promise<Once> {
  const { clientId, key } = request;
  const requestMac = macOf(keys, keys.newest, request);
  let free = true;
  for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(pollMs)) {
    const claim = free ? await claimKey(db, { clientId, key, requestMac }) : undefined;
    if (claim) {
      const answer = await work();
      // The work is done: that its answer cannot be kept is no reason to withhold it.
      await (answer ? keepAnswer(db, claim, answer) : giveBackKey(db, claim)).catch(() => {});
      return { was: "done" };
    }
    const kept = await findKept(db, { clientId, key });
    free = kept === undefined || kept.free;
    if (free || !kept) continue;
    const [version] = kept.requestMac.split(".");
    if (macOf(keys, Number(version), request) !== kept.requestMac) return { was: "another" };
    if (kept.answer) return { was: "repeated", answer: kept.answer };
  }
  return { was: "under_way" };
}

/** Tells requests apart without keeping what is in them: `version.hex` of an HMAC-SHA-256. */
function macOf(keys: SealKeys, version: number, { method, path, body }: RepeatableRequest): string {
  const mac = createHmac("sha256", macKey(keys, version, "idempotency-keys"));
  return `${version}.${mac.update(JSON.stringify([method, path, body])).digest("hex")}`;
}
