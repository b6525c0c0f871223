import { asc, count, desc, eq, sql } from "drizzle-orm";
import { type FeeFigure, feeFigures } from "#core/fees/rules.ts";
import type { Tx } from "./client.ts";
import { feeClosings, feeClosingTotals } from "./schema/fee-closings.ts";
import { feeEntries } from "./schema/fees.ts";
import { settings } from "./schema/settings.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import type { Cut } from "./sort.ts";

export type FeeClosing = typeof feeClosings.$inferSelect;

/** The last month that is closed (YYYY-MM); undefined before the first. */
export async function findLastClosedMonth(tx: Tx): Promise<string | undefined> {
  const [last] = await tx
    .select({ month: feeClosings.month })
    .from(feeClosings)
    .orderBy(desc(feeClosings.month))
    .limit(1);
  return last?.month;
}

/** When the first entry of all was made; undefined before it. */
export async function findFirstEntryAt(tx: Tx): Promise<Date | undefined> {
  const [first] = await tx
    .select({ at: feeEntries.enteredAt })
    .from(feeEntries)
    .orderBy(asc(feeEntries.enteredAt))
    .limit(1);
  return first?.at;
}

/** The business day of the next month on which a month is closed. */
export async function readClosingDay(tx: Tx): Promise<number> {
  const [row] = await tx.select({ day: settings.feeClosingDay }).from(settings);
  if (!row) throw new Error("the settings' row is missing: run the migrations");
  return row.day;
}

/**
 * Freezes what a month came to, once whoever is entering has ended. The database refuses a month that is not over, or
 * not the next: `fee_closings_in_order`.
 */
export async function closeFeeMonth(
  tx: Tx,
  { month, at, by }: { month: string; at: Date; by: string | null },
): Promise<Pick<FeeClosing, "month" | "entries" | "hash">> {
  const [closed] = await tx.execute<{ entries: number; hash: string }>(sql`
    select entries, encode(hash, 'hex') as hash from close_fee_month(${month}, ${at.toISOString()}, ${by}::uuid)`);
  if (!closed) throw new Error("a closing returned no row");
  return { month, entries: closed.entries, hash: Buffer.from(closed.hash, "hex") };
}

export type ListedClosing = Record<FeeFigure, number> & {
  month: string;
  closed_at: Date;
  /** Null where the job did it. */
  closed_by: string | null;
  hash: string;
};

const frozenSums = sql.join(
  feeFigures.map((name) => sql`coalesce(sum(${sql.raw(name)}), 0)::float8 as ${sql.raw(name)}`),
  sql`, `,
);

/** The closed months, the newest first unless sorted otherwise, with what each came to in a scope's branches. */
export async function listFeeClosings(
  tx: Tx,
  { scope, sort, offset = 0, limit }: { scope: BranchScope } & Cut<"month">,
): Promise<ListedClosing[]> {
  const rows = await tx.execute<Omit<ListedClosing, "closed_at"> & { closed_at: string }>(sql`
    select c.month, c.closed_at, staff.name as closed_by, encode(c.hash, 'hex') as hash, t.*
    from fee_closings c left join staff on staff.id = c.closed_by cross join lateral (
      select ${frozenSums} from fee_closing_totals t
      where t.month = c.month and ${inBranch(sql`t.branch_code`, scope) ?? sql`true`}) t
    order by c.month ${sql.raw(sort?.descending === false ? "asc" : "desc")} limit ${limit} offset ${offset}`);
  return rows.map((row) => ({ ...row, closed_at: new Date(row.closed_at) }));
}

export async function countFeeClosings(tx: Tx): Promise<number> {
  const [counted] = await tx.select({ total: count() }).from(feeClosings);
  return counted?.total ?? 0;
}

/** What is frozen of a month, by branch, kind, reason and state. */
export async function listFrozenTotals(tx: Tx, month: string) {
  return tx.select().from(feeClosingTotals).where(eq(feeClosingTotals.month, month));
}

/** The hashes of the closed months, the oldest first. */
export async function listClosingSeals(tx: Tx) {
  const { month, previousHash, hash } = feeClosings;
  return tx.select({ month, previousHash, hash }).from(feeClosings).orderBy(month);
}

/** Whether the entries, totals and open fees of a closed month still make the hash that it was closed with. */
export async function sealHolds(tx: Tx, month: string): Promise<boolean> {
  const [row] = await tx.execute<{ holds: boolean }>(sql`
    select hash = fee_closing_hash(month, closed_at, closed_by, previous_hash) as holds
    from fee_closings where month = ${month}`);
  return row?.holds === true;
}

/** Whether the fees listed as open in a closed month come to what its totals say is open. */
export async function itemsAgree(tx: Tx, month: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from (
      select branch_code, kind, reason, state, due_count, due_yen, credit_yen from fee_closing_totals
        where month = ${month}
      union all
      select branch_code, kind, reason, state, -count(*) filter (where due_yen > 0), -sum(due_yen), -sum(credit_yen)
        from fee_closing_items where month = ${month} group by branch_code, kind, reason, state) counted
    group by branch_code, kind, reason, state
    having (sum(due_count), sum(due_yen), sum(credit_yen)) <> (0, 0, 0) limit 1`);
  return rows.length === 0;
}
