import { z } from "zod";
import { type ChainedRow, findAuditHash, listChained } from "#db/audit-chain.ts";
import { query } from "../command.ts";
import { rowHash } from "./chain.ts";
import { type AuditFault, noHash } from "./rules.ts";

type Link = { number: number; hash: string };

/** So many rows that a statement ends in a moment. */
const rowsInPart = 5_000;

const count = z.coerce.number().int().min(0);

/**
 * Recomputes the chain from row to row, up to the first that is wrong, or as many rows as `limit`. `after`: the row
 * that an earlier look ended with. `newest` was found right; `next` is where to go on, null where nothing is left.
 */
export const verifyAudit = query({
  permit: "audit.read",
  input: z.object({
    after: count.catch(0).default(0),
    limit: count.default(Number.MAX_SAFE_INTEGER),
    anchors: z.array(z.object({ number: z.number(), hash: z.string() })).default([]),
  }),
  async run({ db }, { after, limit, anchors }) {
    const noted = Map.groupBy(anchors, ({ number }) => number);
    const hash = after === 0 ? noHash : await findAuditHash(db, after);
    let last: Link = { number: after, hash: hash ?? "" };
    let newestAt: Date | null = null;
    const told = (fault: AuditFault | null, next: number | null = null) => ({
      rows: last.number - after,
      newest: last.number > 0 ? last : null,
      newestAt,
      fault,
      next,
    });
    if (hash === undefined) return told({ number: after, why: "missing" });
    for (let from: number | undefined = after === 0 ? undefined : after; ; from = last.number) {
      const rows: ChainedRow[] = await listChained(db, {
        after: from,
        limit: Math.min(rowsInPart, after + limit - last.number),
      });
      for (const row of rows) {
        const why = faultOf(last, row) ?? (differs(noted.get(last.number + 1), row) ? "rewritten" : null);
        if (why) return told({ number: last.number + 1, why });
        last = { number: last.number + 1, hash: row.hash };
        newestAt = new Date(Number(row.at) * 1000);
      }
      if (rows.length === 0) break;
      if (last.number - after >= limit) return told(null, last.number);
    }
    return told(anchors.some(({ number }) => number > last.number) ? cutAfter(last) : null);
  },
});

function faultOf(last: Link, row: ChainedRow): AuditFault["why"] | null {
  const number = last.number + 1;
  if (Number(row.id) !== number) return Number(row.id) > number ? "missing" : "unlinked";
  if (row.previous_hash !== last.hash) return "unlinked";
  return row.hash === rowHash(last.hash, row) ? null : "altered";
}

function differs(noted: readonly { hash: string }[] = [], row: ChainedRow): boolean {
  return noted.some(({ hash }) => hash !== row.hash);
}

function cutAfter({ number }: Link): AuditFault {
  return { number: number + 1, why: "cut" };
}
