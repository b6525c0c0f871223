import { z } from "zod";
import { type AuditFilter, countAuditFound, listAudit, listAuditKinds } from "#db/audit-list.ts";
import type { Tx } from "#db/client.ts";
import { findContractByContractorId } from "#db/contracts.ts";
import { query } from "../command.ts";
import { daysInput, instantsOf } from "../day.ts";
import { halfWidth } from "../input.ts";
import { pageRows, rowsInPart } from "../page.ts";

const word = z.string().trim().max(100, "tooLong").optional();
const rowNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);

const filterInput = z.object({
  action: word,
  subjectKind: word,
  actor: word,
  /** A form, order or tracking number, a serial, a contractor ID, a username, a file. */
  text: word,
  address: halfWidth.optional(),
  requestId: halfWidth.optional(),
  ...daysInput,
});

async function filterOf(
  tx: Tx,
  { actor, text, from, until, ...given }: z.output<typeof filterInput>,
): Promise<AuditFilter> {
  return {
    ...given,
    actorName: actor,
    about: text ? await aboutOf(tx, text) : undefined,
    ...instantsOf({ from, until }),
  };
}

/** What a typed number may be: the label of anything, and of a form or a contract all that was done with it. */
async function aboutOf(tx: Tx, text: string): Promise<AuditFilter["about"]> {
  const typed = text.normalize("NFKC");
  const contract = /^\d{11}$/.test(typed) ? await findContractByContractorId(tx, null, typed) : undefined;
  return {
    label: typed,
    ...(/^\d{7}$/.test(typed) && { formNumber: Number(typed) }),
    ...(contract && { contractId: contract.id }),
  };
}

/** Further rows are not counted: to count millions takes longer than to show a page. */
const countedAtMost = 10_000;

/**
 * Who did what and when, newest first; `from` and `until` are days in Japan, the last one included. A page follows
 * the row `before` or precedes the row `after`; `older` and `newer` are the rows to page on from. `total` is exact
 * unless `more`.
 */
export const listOfAudit = query({
  permit: "audit.read",
  input: filterInput.extend({ before: rowNumber, after: rowNumber }),
  async run({ db }, { before, after, ...given }) {
    const filter = await filterOf(db, given);
    const found = await listAudit(db, filter, { before, after, limit: pageRows + 1 });
    const backwards = after !== undefined && before === undefined;
    const further = found.length > pageRows;
    const rows = backwards ? found.slice(-pageRows) : found.slice(0, pageRows);
    const total = await countAuditFound(db, filter, countedAtMost + 1);
    const isNarrowed = Object.values(given).some(Boolean);
    return {
      rows,
      newer: (backwards ? further : before !== undefined) ? rows[0]?.id : undefined,
      older: (backwards ? true : further) ? rows.at(-1)?.id : undefined,
      total: isNarrowed ? Math.min(total, countedAtMost) : total,
      more: isNarrowed && total > countedAtMost,
      ...(await listAuditKinds(db)),
    };
  },
});

/** The whole list part by part, each of the rows older than the last of the part before; the last part is empty. */
export const partOfAudit = query({
  permit: "audit.read",
  input: filterInput.extend({ before: rowNumber }),
  run: async ({ db }, { before, ...given }) =>
    listAudit(db, await filterOf(db, given), { before, limit: rowsInPart }),
});
