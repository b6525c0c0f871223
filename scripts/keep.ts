import { env } from "#env.ts";

/**
 * What a process that serves does beside, until told to stop: see `keepLoginEvents`, `keepLookUps` and `keepAnchors`.
 * Loaded late, as it is large.
 */
export async function keepBeside(stop: AbortSignal): Promise<void> {
  const { keepAnchors } = await import("#core/audit/note-anchors.ts");
  const { keepLoginEvents } = await import("#core/logins/keep-events.ts");
  const { keepLookUps } = await import("#core/look-ups/seal.ts");
  const { sealKeysOf } = await import("#core/seal.ts");
  const { database } = await import("#db/client.ts");
  const { SEAL_KEYS, AUDIT_ANCHORS } = env();
  const db = database();
  await Promise.all([
    keepLoginEvents({ db, keys: sealKeysOf(SEAL_KEYS) }, stop),
    keepLookUps(db, stop),
    AUDIT_ANCHORS && keepAnchors({ db, path: AUDIT_ANCHORS }, stop),
  ]);
}
