import { type SQL, sql } from "drizzle-orm";
import type { DebitResult, FailedFeeSort } from "#core/debits/rules.ts";
import type { Tx } from "./client.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type SortColumns, sorted } from "./sort.ts";

/** A fee that a person has to see to. */
export type FailedFee = {
  feeId: string;
  contractId: string;
  contractorId: string;
  kana: string;
  branchCode: string;
  orderNumber: number;
  dueYen: number;
  attempt: number;
  result: DebitResult;
  settledAt: Date;
};

export type FailedFeeFilter = { scope: BranchScope; result?: DebitResult | undefined };

const failedColumns: SortColumns<FailedFeeSort> = {
  failedAt: [sql`failed."settledAt"`, sql`failed."orderNumber"`],
  order: [sql`failed."orderNumber"`],
  yen: [sql`failed."dueYen"`, sql`failed."orderNumber"`],
};

/** Fees that failed so often, still due and in no file, with how many in all; the longest waiting first unless sorted. */
export async function listFailedFees(
  tx: Tx,
  {
    tries,
    scope,
    result,
    sort = { by: "failedAt", descending: false },
    offset = 0,
    limit,
  }: FailedFeeFilter & Cut<FailedFeeSort> & { tries: number },
) {
  const rows = await tx.execute<FailedFee & { total: number; settledAt: string }>(sql`
    select failed.*, count(*) over ()::int as total from (${failedFees(tries)}) failed
    where ${inBranch(sql`failed."branchCode"`, scope) ?? sql`true`}
      and ${result ? sql`failed.result = ${result}` : sql`true`}
    order by ${sql.join(sorted(failedColumns, sort).order, sql`, `)} limit ${limit} offset ${offset}`);
  return {
    rows: [...rows].map(
      ({ total: _, ...row }): FailedFee => ({ ...row, settledAt: new Date(row.settledAt) }),
    ),
    total: rows[0]?.total ?? 0,
  };
}

/** Of each such fee its last try. Few lines ever fail so often, and an index knows them. */
export function failedFees(tries: number | SQL): SQL {
  return sql`
    select distinct on (f.id) f.id as "feeId", f.contract_id as "contractId", c.contractor_id as "contractorId",
      c.kana, f.branch_code as "branchCode", o.number as "orderNumber", ledger.due::int as "dueYen", l.attempt,
      l.result, b.settled_at as "settledAt"
    from debit_lines l
    join debit_batches b on b.id = l.batch_id
    join fees f on f.id = l.fee_id
    join orders o on o.id = f.order_id
    join contracts c on c.id = f.contract_id
    cross join lateral (
      select sum(case when kind in ('assessed', 'adjusted', 'refunded') then amount_yen
        when kind in ('waived', 'reversed', 'collected') then -amount_yen end) as due
      from fee_entries where fee_id = f.id) ledger
    where l.result <> 'debited' and l.attempt >= ${tries} and ledger.due > 0
      and not exists (select from debit_lines other where other.fee_id = f.id and other.open)
    order by f.id, l.attempt desc`;
}
