import { env } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { missingKeyLine } from "#scripts/keys-words.ts";

/**
 * Refuses to serve without a key that seeds or cards are still sealed with: a key taken away too early is told by
 * the first process that starts without it, not by every customer whose token it sealed.
 */
export async function checkKeysHeld(): Promise<void> {
  const { findMissingKeys } = await import("#core/keys/status.ts");
  const { sealKeysOf } = await import("#core/seal.ts");
  const { connect } = await import("#db/client.ts");
  const { db, close } = connect(env().DATABASE_URL, { role: "rotation", max: 1 });
  try {
    const [missing] = await findMissingKeys({ db, keys: sealKeysOf(env().SEAL_KEYS) });
    if (missing) throw new ScriptFailure(missingKeyLine(missing));
  } finally {
    await close();
  }
}
