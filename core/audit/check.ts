import type { Context } from "../actor.ts";
import { verifyLookUps } from "../look-ups/verify-seals.ts";
import { readAnchors } from "./anchor-file.ts";
import { verifyAudit } from "./verify.ts";

type Given = {
  /** The row that an earlier look ended with, and how many rows at most to look at. */
  after?: number | string | undefined;
  limit?: number;
  anchorsPath: string | undefined;
};

/**
 * Verifies the audit's chain, and holds it against the anchors of a file: see `verifyAudit`. The anchors are read
 * first, so that each of them has its row. Once the chain is in order to its end, the look-ups that its rows seal are
 * recounted.
 */
export async function checkAudit(context: Context, { anchorsPath, ...span }: Given) {
  const { anchors, unread } = await readAnchors(anchorsPath, "audit");
  const verdict = await verifyAudit(context, { ...span, anchors });
  const isWhole = verdict.fault === null && verdict.next === null;
  const lookUps = isWhole ? await verifyLookUps(context, {}) : null;
  return { ...verdict, lookUps, anchors: { held: anchors.length, newest: anchors.at(-1), unread } };
}

export type AuditVerdict = Awaited<ReturnType<typeof checkAudit>>;

/** Longer than an anchor takes, with some put off. */
const lateAfterMs = 15 * 60_000;

/** Whether rows wait for an anchor for too long: then whoever cuts them off leaves no trace. */
export function isAnchorLate({ newest, newestAt, anchors, next }: AuditVerdict, now: Date): boolean {
  if (!newest || !newestAt || next !== null) return false;
  return newest.number > (anchors.newest?.number ?? 0) && now.getTime() - newestAt.getTime() > lateAfterMs;
}
