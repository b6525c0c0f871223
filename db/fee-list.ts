import { type SQL, sql } from "drizzle-orm";
import type { FeeEntryKind, FeeShare, FeeState } from "#core/fees/rules.ts";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { kindIn, standings } from "./fee-ledgers.ts";
import {
  about,
  enteredIn,
  type FeesAsked,
  feeOfEntry,
  inState,
  instant,
  ofAll,
  openAt,
} from "./fees-asked.ts";

/** The figures of a report that lead to the fees behind them: what each fee has of it, and by entries of what kinds. */
const shares: Readonly<Record<FeeShare, { yen: SQL; kinds: readonly FeeEntryKind[] | "open" }>> = {
  assessed: {
    yen: sql`case when s.assessed_count > 0 then s.gross_yen else nullif(s.gross_yen, 0) end`,
    kinds: ["assessed", "adjusted"],
  },
  collected: { yen: sql`nullif(s.collected_yen, 0)`, kinds: ["collected"] },
  waived: { yen: sql`nullif(s.waived_yen, 0)`, kinds: ["waived"] },
  reversed: { yen: sql`nullif(s.reversed_yen, 0)`, kinds: ["reversed"] },
  refunded: { yen: sql`nullif(s.refunded_yen, 0)`, kinds: ["refunded"] },
  failed: { yen: sql`nullif(s.failed_yen, 0)`, kinds: ["debit_failed"] },
  due: { yen: sql`nullif(s.due_yen, 0)`, kinds: "open" },
  credit: { yen: sql`nullif(s.credit_yen, 0)`, kinds: "open" },
};

export type FeeListRow = {
  id: string;
  order_number: number;
  branch_code: string;
  kind: OrderKind;
  reason: ReissueReason | null;
  assessed_at: Date;
  gross_yen: number;
  share_yen: number;
  state: FeeState;
  total: number;
};

/** The fees behind one figure of a report, the newest first, one page of them; each row says how many in all. */
export async function listFeesBehind(
  tx: Tx,
  asked: FeesAsked,
  { share, ...page }: { share: FeeShare; offset: number; limit: number },
): Promise<FeeListRow[]> {
  const { yen, kinds } = shares[share];
  const found = kinds === "open" ? openFees(asked, yen, page) : enteredFees(asked, { yen, kinds }, page);
  const rows = await tx.execute<Omit<FeeListRow, "assessed_at"> & { assessed_at: string }>(sql`
    with ${found}
    select f.id, o.number as order_number, f.branch_code, f.kind, f.reason, f.assessed_at, f.gross_yen,
      page.share_yen::float8 as share_yen, page.state, page.total
    from page join fees f on f.id = page.fee_id join orders o on o.id = f.order_id
    order by page.at desc, f.id desc`);
  return [...rows].map((row) => ({ ...row, assessed_at: new Date(row.assessed_at) }));
}

type Page = { offset: number; limit: number };

/** Those that were open at the end, by when they were assessed. */
function openFees(asked: FeesAsked, yen: SQL, { offset, limit }: Page): SQL {
  return sql`${standings(openAt(asked))}, page as (
    select s.fee_id, s.state, ${yen} as share_yen, s.assessed_at as at, count(*) over ()::int as total
    from standing s where ${inState(asked)} and ${yen} is not null
    order by s.assessed_at desc, s.fee_id desc limit ${limit} offset ${offset})`;
}

/** Those of which something of the kind was entered, by when; ledgers are read of the page alone, or where a state counts. */
function enteredFees(
  asked: FeesAsked,
  { yen, kinds }: { yen: SQL; kinds: readonly FeeEntryKind[] },
  { offset, limit }: Page,
): SQL {
  const [starts, ends] = [instant(asked.starts), instant(asked.ends)];
  const cut = sql`order by at desc, fee_id desc limit ${limit} offset ${offset}`;
  const fees = sql`select fee_id from hits`;
  return sql`hits as materialized (
      select e.fee_id, max(e.entered_at) as at, count(*) over ()::int as total
      from fee_entries e ${ofAll(asked) ? sql`` : feeOfEntry}
      where ${enteredIn(asked)} and ${kindIn(...kinds)} and ${ofAll(asked) ? sql`true` : about(asked)(sql`f`)}
      group by e.fee_id having bool_or(e.kind = 'assessed') or sum(e.amount_yen) <> 0
      ${asked.state ? sql`` : cut}
    ), ${standings({ starts, ends, since: null, fees, base: null, about: about(asked) })}, page as (
      select h.fee_id, h.at, s.state, ${yen} as share_yen,
        ${asked.state ? sql`count(*) over ()::int as total` : sql`h.total`}
      from hits h join standing s on s.fee_id = h.fee_id where ${inState(asked)} ${asked.state ? cut : sql``}
    )`;
}
