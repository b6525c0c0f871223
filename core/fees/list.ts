import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import type { Tx } from "#db/client.ts";
import { findLastClosedMonth } from "#db/fee-closings.ts";
import { listFeesBehind } from "#db/fee-list.ts";
import type { BranchScope } from "#db/scope.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { afterInput, sortInput } from "../sort.ts";
import { askedOf, reportInput } from "./report.ts";
import { feeShares, feeSorts } from "./rules.ts";

const input = z.object({
  ...reportInput,
  share: z.enum(feeShares).default("assessed").catch("assessed"),
  sort: sortInput(feeSorts, { downwards: true }),
});

/** What a list asks of the ledgers, under the conditions of a report. */
async function askedWhen(
  tx: Tx,
  conditions: z.output<typeof input>,
  given: { scope: BranchScope; now: Date },
) {
  return askedOf(conditions, { ...given, lastClosed: await findLastClosedMonth(tx) });
}

/** Of the customer the family name. */
const shown = (rows: Awaited<ReturnType<typeof listFeesBehind>>["rows"]) =>
  rows.map((row) => ({ ...row, kana: maskName(row.kana) }));

/** The fees behind one figure of a report, under the same conditions, the newest first unless sorted otherwise. */
export const listOfFees = query({
  permit: "fee.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope, now }, { page, ...conditions }) {
    const { share, sort } = conditions;
    const report = await askedWhen(db, conditions, { scope, now });
    const [{ rows, ...counted }, branches] = await Promise.all([
      listFeesBehind(db, report.asked, { share, sort, ...pageOf(page) }),
      listBranches(db, scope),
    ]);
    const { period, branchCode } = report;
    return { ...paged({ rows: shown(rows), ...counted }, page), period, branchCode, share, sort, branches };
  },
});

/** The whole list part by part, each after the place where the part before ended; the last part is empty. */
export const partOfFees = query({
  permit: "fee.read",
  input: input.extend({ after: afterInput }),
  async run({ db, scope, now }, { after, ...conditions }) {
    const report = await askedWhen(db, conditions, { scope, now });
    const { share, sort } = conditions;
    const { rows } = await listFeesBehind(db, report.asked, { share, sort, after, limit: rowsInPart });
    return { rows: shown(rows), end: rows.at(-1)?.place };
  },
});
