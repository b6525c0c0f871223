import type { Row, Sql } from "postgres";

/** What a branch has to look at, one of each, by the ids under which pages show them. */
export type Records = Record<
  | "contract"
  | "fee"
  | "feeRule"
  | "form"
  | "scan"
  | "order"
  | "token"
  | "request"
  | "import"
  | "debit"
  | "staff"
  | "number",
  string
>;

/** In place of a record that the demo has none of. */
export const none = "none";

/** The newest records of a branch: its contract with a token in use, its form with a scan, and so on. */
export async function recordsOf(sql: Sql, branch: string): Promise<Records> {
  const [row]: Row[] = await sql`
    with held as (
      select c.id as contract, t.id as token from contracts c
        join bindings b on b.contract_id = c.id and b.unbound_at is null
        join tokens t on t.id = b.token_id and t.state = 'active'
        where c.branch_code = ${branch} order by c.id desc limit 1
    ), keyed as (
      select f.id as form, s.id as scan from forms f join scans s on s.form_id = f.id
        where f.branch_code = ${branch} order by f.id desc limit 1
    )
    select held.*, keyed.*,
      (select fee_id from fee_entries join fees f on f.id = fee_id where branch_code = ${branch}
        order by fee_entries.number desc, fee_id desc limit 1) as fee,
      (select id from fee_rule_changes order by id desc limit 1) as "feeRule",
      (select id from orders where branch_code = ${branch} order by id desc limit 1) as "order",
      (select id from token_requests where branch_code = ${branch} order by id desc limit 1) as request,
      (select id from token_imports order by id desc limit 1) as import,
      (select id from staff where branch_code = ${branch} order by id desc limit 1) as staff,
      (select id from debit_batches where state = 'settled' order by id desc limit 1) as debit,
      (select max(id) from audit) as number
    from held, keyed`;
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, id]) => [name, String(id ?? none)]),
  ) as Records;
}

/** Which record each dynamic part of an address names. */
const parts: readonly [RegExp, keyof Records][] = [
  [/^\/audit\/\[number\]/, "number"],
  [/^\/contracts\/\[id\]/, "contract"],
  [/^\/fees\/\[id\]/, "fee"],
  [/^\/fees\/rules\/\[id\]/, "feeRule"],
  [/^\/debits\/\[id\]/, "debit"],
  [/^\/forms\/\[id\]/, "form"],
  [/^\/orders\/\[id\]/, "order"],
  [/^\/staff\/\[id\]/, "staff"],
  [/^\/tokens\/imports\/\[id\]/, "import"],
  [/^\/tokens\/requests\/\[id\]/, "request"],
  [/^\/tokens\/\[id\]/, "token"],
];

/** An address with a branch's records in it; undefined where it names something else. */
export function addressWith(records: Records, pattern: string): string | undefined {
  const [, name] = parts.find(([start]) => start.test(pattern)) ?? [];
  if (!name) return undefined;
  return pattern
    .replace(/\[(id|number)\]/, records[name])
    .replace("[scanId]", records.scan)
    .replace("[move]", "suspend")
    .replace("[deed]", "disable");
}
