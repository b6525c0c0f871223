import { findNewestAudit } from "#db/audit-chain.ts";
import type { Database } from "#db/client.ts";
import { findLastBlock } from "#db/login-event-blocks.ts";
import { logError } from "../log.ts";
import { repeat } from "../repeat.ts";
import { type Anchor, type AnchoredChain, appendAnchors, readLastAnchors } from "./anchor-file.ts";

type Given = { db: Database; path: string };

/** Notes down how far the chains have come, those of which the file does not say so already. Tells the new anchors. */
export async function noteAnchors({ db, path, now }: Given & { now: Date }): Promise<Anchor[]> {
  const newest: [AnchoredChain, { number: number; hash: string } | undefined][] = [
    ["audit", await findNewestAudit(db)],
    ["login-events", await findLastBlock(db)],
  ];
  const last = await readLastAnchors(path);
  const anchors = newest.flatMap(([chain, link]) => {
    if (!link) return [];
    const { number, hash } = link;
    const noted = last.findLast((anchor) => anchor.chain === chain);
    return noted?.number === number && noted.hash === hash ? [] : [{ at: now, chain, number, hash }];
  });
  if (anchors.length > 0) await appendAnchors(path, anchors);
  return anchors;
}

/** Does so at once and every five minutes until told to stop. Any number of processes may, in one file or in many. */
export async function keepAnchors(
  { everyMs = 300_000, ...given }: Given & { everyMs?: number },
  stop: AbortSignal,
): Promise<void> {
  const note = () => noteAnchors({ ...given, now: new Date() });
  await note().catch((error) => logError(reference, error));
  await repeat(reference, note, everyMs, stop);
}

const reference = "audit-anchors";
