import {
  aliasedTable,
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gte,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";
import { staff } from "./schema/staff.ts";

export type AuditFilter = {
  action?: string | undefined;
  subjectKind?: string | undefined;
  actorName?: string | undefined;
  address?: string | undefined;
  requestId?: string | undefined;
  /** What people know things by: any of these. */
  about?: { label: string; formNumber?: number; contractId?: string } | undefined;
  /** From the first instant to the one that no longer counts. */
  from?: Date | undefined;
  until?: Date | undefined;
};

/**
 * Every condition has an index that goes on with the time and the number, by which the list is sorted: so a page is
 * read from one place of an index, however long the audit is and however long ago.
 */
function whereOf({ action, subjectKind, actorName, address, requestId, about, from, until }: AuditFilter) {
  return and(
    action ? eq(audit.action, action) : undefined,
    subjectKind ? eq(audit.subjectKind, subjectKind) : undefined,
    actorName ? eq(audit.actorName, actorName) : undefined,
    address ? eq(audit.address, address) : undefined,
    requestId ? eq(audit.requestId, requestId) : undefined,
    about ? aboutOf(about) : undefined,
    from ? gte(audit.at, from) : undefined,
    until ? lt(audit.at, until) : undefined,
  );
}

function aboutOf({ label, formNumber, contractId }: NonNullable<AuditFilter["about"]>) {
  return or(
    eq(audit.subjectLabel, label),
    formNumber === undefined ? undefined : eq(audit.formNumber, formNumber),
    contractId === undefined ? undefined : eq(audit.contractId, contractId),
  );
}

const { previousHash: _, hash: __, ...shown } = getTableColumns(audit);

/** Which page: that of the newest rows, or of those older than a row, or newer. */
export type AuditPage = { before?: number | undefined; after?: number | undefined };

/** A page of what a filter finds, newest first. */
export async function listAudit(
  tx: Tx,
  filter: AuditFilter,
  { before, after, limit }: AuditPage & { limit: number },
): Promise<AuditListRow[]> {
  const backwards = after !== undefined && before === undefined;
  const row = before ?? after;
  const beyond = row === undefined ? undefined : await besides(tx, row, backwards ? sql`>` : sql`<`);
  const order = backwards ? asc : desc;
  const rows = await tx
    .select(shown)
    .from(audit)
    .where(and(whereOf(filter), beyond))
    .orderBy(order(audit.at), order(audit.id))
    .limit(limit);
  return backwards ? rows.reverse() : rows;
}

export type AuditListRow = Omit<typeof audit.$inferSelect, "hash" | "previousHash">;

/** The rows on one side of a row; its time is read first, so that the index is entered where it stands. */
async function besides(tx: Tx, id: number, side: SQL): Promise<SQL> {
  const [row] = await tx
    .select({ at: sql<string>`${audit.at}::text` })
    .from(audit)
    .where(eq(audit.id, id));
  return row ? sql`(${audit.at}, ${audit.id}) ${side} (${row.at}::timestamptz, ${id}::bigint)` : sql`false`;
}

/** How many rows a filter finds, counted up to `most`; of no filter all of them, since their numbers have no gap. */
export async function countAuditFound(tx: Tx, filter: AuditFilter, most: number): Promise<number> {
  const where = whereOf(filter);
  if (!where) {
    const [newest] = await tx.select({ id: audit.id }).from(audit).orderBy(desc(audit.id)).limit(1);
    return newest?.id ?? 0;
  }
  const found = tx.select({ id: audit.id }).from(audit).where(where).limit(most).as("found");
  const [counted] = await tx.select({ total: count() }).from(found);
  return counted?.total ?? 0;
}

/** The values of a column that the audit has rows of, one look into its index each. */
async function listValues(tx: Tx, column: typeof audit.action | typeof audit.subjectKind): Promise<string[]> {
  const rows = await tx.execute<{ value: string }>(sql`
    with recursive found as (
      (select ${column} as value from ${audit} order by ${column} limit 1)
      union all
      select (select ${column} from ${audit} where ${column} > found.value order by ${column} limit 1)
        from found where found.value is not null
    )
    select value from found where value is not null`);
  return rows.map((row) => row.value);
}

/** The commands and the kinds of subjects that the audit has rows of. */
export async function listAuditKinds(tx: Tx): Promise<{ actions: string[]; subjectKinds: string[] }> {
  return {
    actions: await listValues(tx, audit.action),
    subjectKinds: await listValues(tx, audit.subjectKind),
  };
}

/** One row with its hashes in hex, and the names of who keyed and approved what it carries out. */
export async function findAudit(tx: Tx, id: number) {
  const [maker, checker] = [aliasedTable(staff, "maker"), aliasedTable(staff, "checker")];
  const [found] = await tx
    .select({
      ...shown,
      previousHash: sql<string>`encode(${audit.previousHash}, 'hex')`,
      hash: sql<string>`encode(${audit.hash}, 'hex')`,
      makerName: maker.name,
      checkerName: checker.name,
    })
    .from(audit)
    .leftJoin(maker, eq(maker.id, audit.makerId))
    .leftJoin(checker, eq(checker.id, audit.checkerId))
    .where(eq(audit.id, id));
  return found;
}
