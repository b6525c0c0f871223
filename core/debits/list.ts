import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { countBatches, listBatches } from "#db/debits.ts";
import { listFailedFees } from "#db/failed-debits.ts";
import { narrowed } from "#db/scope.ts";
import { readSettings } from "#db/settings.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { daysInput } from "../day.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { sortInput } from "../sort.ts";
import { debitResults, debitSorts, debitStates, failedFeeSorts } from "./rules.ts";

const batchInput = z.object({
  state: z.enum(debitStates).optional().catch(undefined),
  /** Of the debit. */
  ...daysInput,
  sort: sortInput(debitSorts, { downwards: true }),
});

/** Direct debit files by state and the day of the debit, the newest first unless sorted otherwise. */
export const listOfBatches = query({
  permit: "debit.read",
  input: batchInput.extend({ page: pageInput }),
  async run({ db }, { page, sort, ...filter }) {
    const [rows, counted] = await Promise.all([
      listBatches(db, { ...filter, sort, ...pageOf(page) }),
      countBatches(db, filter),
    ]);
    return { ...paged({ rows, ...counted }, page), sort };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfBatches = query({
  permit: "debit.read",
  input: batchInput.extend({ after: skippedInput }),
  run: async ({ db }, { after, ...asked }) =>
    partAfter(after, await listBatches(db, { ...asked, offset: after, limit: rowsInPart })),
});

const failedInput = z.object({
  branchCode: z.string().max(10).optional(),
  result: z.enum(debitResults).optional().catch(undefined),
  sort: sortInput(failedFeeSorts),
});

/** Of the customer the family name. */
const shown = (rows: Awaited<ReturnType<typeof listFailedFees>>["rows"]) =>
  rows.map((row) => ({ ...row, kana: maskName(row.kana) }));

/**
 * Fees that have failed as often as the bank tries and are still due, of a branch or with one last result, the longest
 * waiting first unless sorted otherwise: a person has to see to each.
 */
export const listOfFailedFees = query({
  permit: "debit.read",
  input: failedInput.extend({ page: pageInput }),
  async run({ db, scope }, { page, branchCode, ...asked }) {
    const { debitTries: tries } = await readSettings(db);
    const [{ rows, total }, branches] = await Promise.all([
      listFailedFees(db, { ...asked, tries, scope: narrowed(scope, branchCode), ...pageOf(page) }),
      listBranches(db, scope),
    ]);
    return { tries, ...paged({ rows: shown(rows), total }, page), sort: asked.sort, branches };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfFailedFees = query({
  permit: "debit.read",
  input: failedInput.extend({ after: skippedInput }),
  async run({ db, scope }, { after, branchCode, ...asked }) {
    const { debitTries: tries } = await readSettings(db);
    const cut = { offset: after, limit: rowsInPart };
    const { rows } = await listFailedFees(db, {
      ...asked,
      tries,
      scope: narrowed(scope, branchCode),
      ...cut,
    });
    return partAfter(after, shown(rows));
  },
});
