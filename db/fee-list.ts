import { type SQL, sql } from "drizzle-orm";
import type { FeeEntryKind, FeeShare, FeeState } from "#core/fees/rules.ts";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { type Counted, countedAtMost } from "./count.ts";
import { ledgerOf, standings } from "./fee-ledgers.ts";
import { about, type FeesAsked, inState, instant, ofAll, openAt } from "./fees-asked.ts";
import { type Cut, sorted } from "./sort.ts";

/** The figures of a report that lead to the fees behind them: what each fee has of it, and by entries of what kinds. */
const shares: Readonly<Record<FeeShare, { yen: SQL; kinds: readonly FeeEntryKind[] | "open" }>> = {
  assessed: { yen: sql`s.gross_yen`, kinds: ["assessed", "adjusted"] },
  collected: { yen: sql`s.collected_yen`, kinds: ["collected"] },
  waived: { yen: sql`s.waived_yen`, kinds: ["waived"] },
  reversed: { yen: sql`s.reversed_yen`, kinds: ["reversed"] },
  refunded: { yen: sql`s.refunded_yen`, kinds: ["refunded"] },
  failed: { yen: sql`s.failed_yen`, kinds: ["debit_failed"] },
  due: { yen: sql`s.due_yen`, kinds: "open" },
  credit: { yen: sql`s.credit_yen`, kinds: "open" },
};

export type FeeListRow = {
  id: string;
  order_number: number;
  contractor_id: string;
  kana: string;
  branch_code: string;
  kind: OrderKind;
  reason: ReissueReason | null;
  assessed_at: Date;
  /** When the last of its share was entered; of what is open, when it was assessed. */
  at: Date;
  gross_yen: number;
  share_yen: number;
  state: FeeState;
  /** Its place in the list, by which the list goes on. */
  place: [at: string, id: string];
};

type FeeCut = Cut<"at"> & { share: FeeShare };
type Raw = Omit<FeeListRow, "assessed_at" | "at" | "place"> & {
  assessed_at: string;
  at: string;
  total: number;
};

/** The fees behind one figure of a report, by when; how many they are is told with a page of them. */
export async function listFeesBehind(
  tx: Tx,
  asked: FeesAsked,
  { share, ...cut }: FeeCut,
): Promise<Counted & { rows: FeeListRow[] }> {
  const { yen, kinds } = shares[share];
  const found = kinds === "open" ? openFees(asked, yen, cut) : enteredFees(asked, kinds, cut);
  const direction = sql.raw(cut.sort?.descending === false ? "asc" : "desc");
  const rows = await tx.execute<Raw>(sql`
    with ${found}
    select f.id, o.number as order_number, c.contractor_id, c.kana, f.branch_code, f.kind, f.reason, f.assessed_at,
      page.at, f.gross_yen, ${yen}::float8 as share_yen, s.state, page.total
    from page join fees f on f.id = page.fee_id join orders o on o.id = f.order_id
      join contracts c on c.id = f.contract_id
      cross join lateral (${ledgerOf(sql`page.fee_id`, { ...during(asked), about: () => sql`true` })}) s
    order by page.at ${direction}, f.id ${direction}`);
  const total = rows[0]?.total ?? 0;
  return {
    rows: [...rows].map(({ total: _, ...row }) => ({
      ...row,
      assessed_at: new Date(row.assessed_at),
      at: new Date(row.at),
      place: [row.at, row.id],
    })),
    total: Math.min(total, countedAtMost),
    more: total > countedAtMost,
  };
}

const during = ({ starts, ends }: FeesAsked) => ({ starts: instant(starts), ends: instant(ends) });

/** The order of a list, where it goes on, and how much of it is read. */
function cutOf(at: SQL, feeId: SQL, { sort, after, offset = 0, limit }: Cut<"at">) {
  const { order, follows } = sorted({ at: [at, feeId] }, sort ?? { by: "at", descending: true }, after);
  return { by: sql`order by ${sql.join(order, sql`, `)}`, follows: follows ?? sql`true`, offset, limit };
}

/** Those that were open at the end, by when they were assessed. */
function openFees(asked: FeesAsked, yen: SQL, cut: Cut<"at">): SQL {
  const { by, follows, offset, limit } = cutOf(sql`s.assessed_at`, sql`s.fee_id`, cut);
  return sql`${standings(openAt(asked))}, page as (
    select s.fee_id, s.assessed_at as at, least(count(*) over (), ${countedAtMost + 1})::int as total
    from standing s where ${inState(asked)} and ${yen} > 0 and ${follows}
    ${by} limit ${limit} offset ${offset})`;
}

/** What a fee in a state has had: so few have what is seldom that they are found by it. */
const signs: Partial<Record<FeeState, SQL>> = {
  collected: sql`select n.fee_id from fee_entries n where n.kind = 'collected'`,
  waived: sql`select n.fee_id from fee_entries n where n.kind = 'waived'`,
  refunded: sql`select n.fee_id from fee_entries n where n.kind = 'refunded'`,
  reversed: sql`select n.fee_id from fee_entries n where n.kind = 'reversed'`,
  free: sql`select n.id from fees n where n.gross_yen = 0`,
};

/**
 * Those of which something of the kinds was entered, by the last of it. Walked along the index of the entries until there
 * are enough: ledgers are read of the page alone, or where a state counts.
 */
function enteredFees(asked: FeesAsked, kinds: readonly FeeEntryKind[], cut: Cut<"at">): SQL {
  const { starts, ends } = during(asked);
  const sign = asked.state && signs[asked.state];
  const among = [
    ...(ofAll(asked) ? [] : [sql`select n.id from fees n where ${about(asked)(sql`n`)}`]),
    ...(sign ? [sign] : []),
    ...(asked.state && !sign ? [sql`select s.fee_id from standing s where ${inState(asked)}`] : []),
  ];
  const settled = sign
    ? sql`cross join lateral (${ledgerOf(sql`h.fee_id`, { starts, ends, about: () => sql`true` })}) s`
    : sql``;
  const { by, follows, offset, limit } = cutOf(sql`h.entered_at`, sql`h.fee_id`, cut);
  const inOrder = cutOf(sql`h.at`, sql`h.fee_id`, cut).by;
  // Parts of a file go on after a place, and need not know how many there are.
  const most = cut.after ? limit : Math.max(offset + limit, countedAtMost + 1);
  const walked = kinds.map(
    (kind) => sql`(select h.fee_id, h.entered_at as at from fee_entries h ${settled}
        where ${kindIs("h", kind)} and h.entered_at >= ${starts} and h.entered_at < ${ends} and ${follows}
          and ${isLast(kind, { starts, ends })}
          ${sql.join(
            among.map((ids) => sql`and h.fee_id in (${ids})`),
            sql` `,
          )}
          ${sign ? sql`and ${inState(asked)}` : sql``}
        ${by} limit ${most})`,
  );
  return sql`${asked.state && !sign ? sql`${standings(openAt(asked))}, ` : sql``}hits as materialized (
      select * from (${sql.join(walked, sql` union all `)}) h ${inOrder} limit ${most}
    ), page as (
      select h.fee_id, h.at, (select count(*)::int from hits) as total from hits h
      ${inOrder} limit ${limit} offset ${offset})`;
}

/**
 * Whether an entry is its fee's last in a time. A fee is assessed and adjusted once: then the adjustment is, where the fee
 * was assessed in that time too or its yen became others.
 */
function isLast(kind: FeeEntryKind, { starts, ends }: { starts: SQL; ends: SQL }): SQL {
  const hasOther = (of: FeeEntryKind, when: SQL) =>
    sql`exists (select from fee_entries n where n.fee_id = h.fee_id and ${kindIs("n", of)} and ${when})`;
  const before = sql`n.entered_at < ${ends}`;
  if (kind === "assessed") return sql`not ${hasOther("adjusted", before)}`;
  if (kind === "adjusted")
    return sql`(h.amount_yen <> 0 or ${hasOther("assessed", sql`n.entered_at >= ${starts}`)})`;
  return sql`not ${hasOther(kind, sql`n.number > h.number and ${before}`)}`;
}

const kindIs = (alias: string, kind: FeeEntryKind): SQL => sql.raw(`${alias}.kind = '${kind}'`);
