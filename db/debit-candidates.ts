import { sql } from "drizzle-orm";
import type { AccountType } from "#core/debits/rules.ts";
import type { Tx } from "./client.ts";

/** An account as a record has it. */
export type DebitAccount = { branchCode: string; accountType: AccountType; accountNumber: string };

/** A fee that is due and in no file, with the account it is to come from. */
export type DebitCandidate = DebitAccount & {
  feeId: string;
  contractId: string;
  contractorId: string;
  orderNumber: number;
  kana: string;
  branchKana: string;
  dueYen: number;
  /** How often a debit of it has failed. */
  failures: number;
  authorised: boolean;
  /** The account that was last debited for this contract; null where none ever was. */
  last: DebitAccount | null;
};

/** Fees that may be due: those open when the last month was closed, and those with entries since. */
const unsettled = sql`
  select fee_id from fee_closing_items where month = (select max(month) from fee_closings)
  union select fee_id from fee_entries where entered_at >= coalesce(
    (select (max(month) || '-01')::timestamp + interval '1 month' from fee_closings) at time zone 'Asia/Tokyo',
    '-infinity')`;

/**
 * Fees whose tax point lies before an instant, of which something is due, with no debit out and in no open file; by
 * branch, contract and order. Those whose customer never authorised a debit are among them, and say so.
 * Of what type an account is, the form says, as long as the account is still the contract's.
 */
export async function listDebitCandidates(tx: Tx, before: Date): Promise<DebitCandidate[]> {
  const rows = await tx.execute<DebitCandidate>(sql`
    select f.id as "feeId", f.contract_id as "contractId", c.contractor_id as "contractorId",
      o.number as "orderNumber", c.kana, c.branch_code as "branchCode", b.kana as "branchKana",
      case when form.debit_account_number = c.account_number then form.debit_account_type else c.account_type end
        as "accountType", c.account_number as "accountNumber",
      ledger.due::int as "dueYen", ledger.failures::int as failures, form.fee_debit_authorised as authorised,
      (select jsonb_build_object('branchCode', l.branch_code, 'accountType', l.account_type,
          'accountNumber', l.account_number)
        from fees other join debit_lines l on l.fee_id = other.id join debit_batches sent on sent.id = l.batch_id
        where other.contract_id = f.contract_id and sent.state in ('sent', 'settled')
        order by sent.sent_at desc limit 1) as last
    from (
      select fee_id,
        sum(case when kind in ('assessed', 'adjusted', 'refunded') then amount_yen
          when kind in ('waived', 'reversed', 'collected') then -amount_yen end) as due,
        count(*) filter (where kind = 'debit_failed') as failures
      from fee_entries where fee_id in (${unsettled}) group by fee_id
      having sum(case when kind in ('assessed', 'adjusted', 'refunded') then amount_yen
          when kind in ('waived', 'reversed', 'collected') then -amount_yen end) > 0
        and coalesce(sum(case when kind = 'billed' then amount_yen
          when kind = 'debit_failed' or way = 'debit' then -amount_yen end), 0) = 0
    ) ledger
    join fees f on f.id = ledger.fee_id
    join orders o on o.id = f.order_id
    join forms form on form.id = o.form_id
    join contracts c on c.id = f.contract_id
    join branches b on b.code = c.branch_code
    where case f.tax_point when 'dispatch' then o.shipped_at else f.assessed_at end < ${before.toISOString()}
      and not exists (select from debit_lines l where l.fee_id = f.id and l.open)
    order by c.branch_code, c.contractor_id, o.number`);
  return [...rows];
}
