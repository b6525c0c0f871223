import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findContractByContractorId } from "#db/contracts.ts";
import { countLookUps, type LookUpFilter, listLookUps } from "#db/look-ups.ts";
import { query } from "../command.ts";
import { halfWidth } from "../input.ts";
import { pageRows, rowsInPart } from "../page.ts";
import { monthInput, timeOf } from "./month.ts";
import { lookUpPurposes } from "./rules.ts";

/** A condition that is none narrows nothing. */
const rowId = z.uuid().optional().catch(undefined);
const only = z
  .literal("on")
  .transform(() => true)
  .optional()
  .catch(undefined);

const filterInput = z.object({
  month: monthInput,
  staffId: rowId,
  branchCode: halfWidth.optional(),
  contractorId: halfWidth.optional(),
  purpose: z.enum(lookUpPurposes).optional().catch(undefined),
  unmasked: only,
  outsideHours: only,
  otherBranch: only,
});

/** The filter of the statements; undefined where the contract asked for is none, so that nothing is found. */
async function filterOf(
  tx: Tx,
  { month, contractorId, ...given }: z.output<typeof filterInput>,
  now: Date,
): Promise<LookUpFilter | undefined> {
  const filter = { ...given, ...timeOf(month, now) };
  if (!contractorId) return filter;
  const contract = await findContractByContractorId(tx, null, contractorId);
  return contract && { ...filter, contractId: contract.id };
}

/** Who looked at whose data in a month, newest first, as many as a page holds; `older` is the row to page on from. */
export const listOfLookUps = query({
  permit: "lookup.read",
  input: filterInput.extend({ before: rowId }),
  async run({ db, now }, { before, ...given }) {
    const filter = await filterOf(db, given, now);
    if (!filter) return { rows: [], total: 0, older: undefined };
    const [found, total] = await Promise.all([
      listLookUps(db, filter, { before, limit: pageRows + 1 }),
      countLookUps(db, filter),
    ]);
    const rows = found.slice(0, pageRows);
    return { rows, total, older: found.length > pageRows ? rows.at(-1)?.id : undefined };
  },
});

/** The whole list part by part, each of the rows older than the last of the part before; the last part is empty. */
export const partOfLookUps = query({
  permit: "lookup.read",
  input: filterInput.extend({ before: rowId }),
  async run({ db, now }, { before, ...given }) {
    const filter = await filterOf(db, given, now);
    return filter ? listLookUps(db, filter, { before, limit: rowsInPart }) : [];
  },
});
