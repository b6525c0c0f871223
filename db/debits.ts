import { and, asc, count, eq, getTableColumns, gte, inArray, lte, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { DebitResult, DebitSort, DebitState } from "#core/debits/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { checker, maker } from "./proposals.ts";
import { contracts } from "./schema/contracts.ts";
import { debitLines } from "./schema/debit-lines.ts";
import { debitBatches } from "./schema/debits.ts";
import { fees } from "./schema/fees.ts";
import { orders } from "./schema/orders.ts";
import { staff } from "./schema/staff.ts";
import { type Cut, type SortColumns, sorted } from "./sort.ts";

// A list has no use for the bytes.
const { file: _file, resultFile: _resultFile, ...shown } = getTableColumns(debitBatches);
type Row = typeof debitBatches.$inferSelect;
export type DebitBatch = Omit<Row, "file" | "resultFile">;

/** Rows that one statement inserts: its parameters are counted. */
const rowsAtOnce = 1_000;

type NewLine = Omit<typeof debitLines.$inferInsert, "batchId" | "row">;

/** Adds a file with its records, in the file's order. */
export async function insertBatch(
  tx: Tx,
  batch: typeof debitBatches.$inferInsert,
  lines: readonly NewLine[],
): Promise<DebitBatch> {
  const [inserted] = await tx.insert(debitBatches).values(batch).returning(shown);
  if (!inserted) throw new Error("insert returned no row");
  for (let from = 0; from < lines.length; from += rowsAtOnce) {
    const part = lines.slice(from, from + rowsAtOnce);
    await tx
      .insert(debitLines)
      .values(part.map((line, nth) => ({ ...line, batchId: inserted.id, row: from + nth + 1 })));
  }
  return inserted;
}

export async function findBatch(tx: Tx, id: string): Promise<DebitBatch | undefined> {
  const [found] = await tx.select(shown).from(debitBatches).where(eq(debitBatches.id, id));
  return found;
}

/** Holds the file's row, so that of two who would settle it at once the second sees it settled. */
export async function lockBatch(tx: Tx, id: string): Promise<DebitBatch | undefined> {
  const [found] = await tx.select(shown).from(debitBatches).where(eq(debitBatches.id, id)).for("update");
  return found;
}

/** The bytes as they were built, and the hash of the result that was read. */
export async function findBatchFile(tx: Tx, id: string) {
  const [found] = await tx
    .select({ state: debitBatches.state, file: debitBatches.file, resultSha256: debitBatches.resultSha256 })
    .from(debitBatches)
    .where(eq(debitBatches.id, id));
  return found;
}

/** Moves a file on if it is still in the state that was read; undefined if somebody was quicker. */
export async function saveBatch(
  tx: Tx,
  read: { id: string; state: DebitState },
  values: Partial<Row>,
): Promise<DebitBatch | undefined> {
  const [saved] = await tx
    .update(debitBatches)
    .set(values)
    .where(and(eq(debitBatches.id, read.id), eq(debitBatches.state, read.state)))
    .returning(shown);
  return saved;
}

/** What each record asks for, in the file's order, with its result once there is one. */
export async function listLineFees(tx: Tx, batchId: string) {
  return tx
    .select({ feeId: debitLines.feeId, amountYen: debitLines.amountYen, result: debitLines.result })
    .from(debitLines)
    .where(eq(debitLines.batchId, batchId))
    .orderBy(debitLines.row);
}

/** Writes down what the bank said of each record, by customer number. */
export async function saveResults(
  tx: Tx,
  batchId: string,
  results: ReadonlyMap<string, DebitResult>,
): Promise<void> {
  for (const [result, entries] of Map.groupBy(results, ([, said]) => said)) {
    const numbers = entries.map(([customerNumber]) => customerNumber);
    await tx
      .update(debitLines)
      .set({ result })
      .where(and(eq(debitLines.batchId, batchId), inArray(debitLines.customerNumber, numbers)));
  }
}

const sender = alias(staff, "sender");
const canceller = alias(staff, "canceller");
const settler = alias(staff, "settler");

function namedBatches(tx: Tx) {
  return tx
    .select({
      ...shown,
      makerName: maker.name,
      checkerName: checker.name,
      senderName: sender.name,
      cancellerName: canceller.name,
      settlerName: settler.name,
    })
    .from(debitBatches)
    .innerJoin(maker, eq(maker.id, debitBatches.makerId))
    .leftJoin(checker, eq(checker.id, debitBatches.checkerId))
    .leftJoin(sender, eq(sender.id, debitBatches.sentBy))
    .leftJoin(canceller, eq(canceller.id, debitBatches.cancelledBy))
    .leftJoin(settler, eq(settler.id, debitBatches.settledBy));
}

/** One file with the names of who did what. */
export async function findShownBatch(tx: Tx, id: string) {
  const [found] = await namedBatches(tx).where(eq(debitBatches.id, id));
  return found;
}

type Page = { offset: number; limit: number };

export type DebitFilter = {
  state?: DebitState | undefined;
  /** Days of the debit, both ends included. */
  from?: string | undefined;
  until?: string | undefined;
};

const filteredBatches = ({ state, from, until }: DebitFilter) =>
  and(
    state && eq(debitBatches.state, state),
    from ? gte(debitBatches.debitOn, from) : undefined,
    until ? lte(debitBatches.debitOn, until) : undefined,
  );

const batchColumns: SortColumns<DebitSort> = {
  number: [debitBatches.number],
  debitOn: [debitBatches.debitOn, debitBatches.number],
  amountYen: [debitBatches.amountYen, debitBatches.number],
};

/** Files, the newest first unless sorted otherwise. */
export async function listBatches(
  tx: Tx,
  { sort = { by: "number", descending: true }, offset = 0, limit, ...filter }: DebitFilter & Cut<DebitSort>,
) {
  return namedBatches(tx)
    .where(filteredBatches(filter))
    .orderBy(...sorted(batchColumns, sort).order)
    .limit(limit)
    .offset(offset);
}

/** How many files such a list has in all. */
export function countBatches(tx: Tx, filter: DebitFilter) {
  return countListed(tx, debitBatches, filteredBatches(filter));
}

/** The records of a file in its order, one page of them; of one result, or all that failed. */
export async function listLines(
  tx: Tx,
  batchId: string,
  { result, offset, limit }: Page & { result?: DebitResult | "failed" },
) {
  const of = result === "failed" ? ne(debitLines.result, "debited") : result && eq(debitLines.result, result);
  const where = and(eq(debitLines.batchId, batchId), of);
  const rows = await tx
    .select({
      ...getTableColumns(debitLines),
      contractId: fees.contractId,
      contractorId: contracts.contractorId,
      orderNumber: orders.number,
    })
    .from(debitLines)
    .innerJoin(fees, eq(fees.id, debitLines.feeId))
    .innerJoin(orders, eq(orders.id, fees.orderId))
    .innerJoin(contracts, eq(contracts.id, fees.contractId))
    .where(where)
    .orderBy(asc(debitLines.row))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx.select({ total: count() }).from(debitLines).where(where);
  return { rows, total: counted?.total ?? 0 };
}
