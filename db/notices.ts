import { and, asc, desc, eq, getTableColumns, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import {
  type NoticeEvent,
  type NoticeRecipient,
  type NoticeSort,
  type NoticeState,
  sendingMinutes,
} from "#core/notices/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { contracts } from "./schema/contracts.ts";
import { notices } from "./schema/notices.ts";
import { branches } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

export type NoticeRow = typeof notices.$inferSelect;
/** A notice that one caller has for a try; the moment tells this try from every other. */
export type ClaimedNotice = NoticeRow & { claimedAt: Date };
type NoticeValues = Partial<
  Pick<
    NoticeRow,
    "state" | "dueAt" | "tries" | "claimedAt" | "sentAt" | "lastError" | "printedAt" | "printedBy"
  >
>;

/** Tells of each token that has been delivered for too long and not registered. */
export async function tellUnregistered(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`select notices_remind(${now.toISOString()})`);
}

/**
 * Takes the mail that is due longest, or whose sender died, for this caller alone; undefined where none is. Two who
 * ask at once get two.
 */
export async function claimNotice(tx: Tx, now: Date): Promise<ClaimedNotice | undefined> {
  const diedBefore = new Date(now.getTime() - sendingMinutes * 60_000);
  const due = tx
    .select({ id: notices.id })
    .from(notices)
    .where(
      or(
        and(eq(notices.state, "waiting"), lte(notices.dueAt, now)),
        and(eq(notices.state, "sending"), lte(notices.claimedAt, diedBefore)),
      ),
    )
    .orderBy(asc(notices.dueAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const [claimed] = await tx
    .update(notices)
    .set({ state: "sending", claimedAt: now, tries: sql`${notices.tries} + 1` })
    .where(inArray(notices.id, due))
    .returning();
  return claimed && { ...claimed, claimedAt: now };
}

/** Writes down what a try came to; undefined where the notice was taken for another try meanwhile. */
export async function endTry(
  tx: Tx,
  { noticeId, claimedAt }: { noticeId: string; claimedAt: Date },
  values: NoticeValues,
): Promise<NoticeRow | undefined> {
  const [ended] = await tx
    .update(notices)
    .set(values)
    .where(and(eq(notices.id, noticeId), eq(notices.state, "sending"), eq(notices.claimedAt, claimedAt)))
    .returning();
  return ended;
}

/** The notices of these ids that are open to the branch, held until the end of the transaction, in the order of ids. */
export async function lockNotices(tx: Tx, scope: BranchScope, ids: readonly string[]): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(and(inArray(notices.id, [...ids]), inBranch(notices.branchCode, scope)))
    .orderBy(asc(notices.id))
    .for("update");
}

export async function saveNotices(tx: Tx, ids: readonly string[], values: NoticeValues): Promise<void> {
  await tx
    .update(notices)
    .set(values)
    .where(inArray(notices.id, [...ids]));
}

export type NoticeFilter = {
  state?: NoticeState | undefined;
  event?: NoticeEvent | undefined;
  recipient?: NoticeRecipient | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
};

function filteredNotices(
  scope: BranchScope,
  { state, event, recipient, from, until }: NoticeFilter,
): SQL | undefined {
  return and(
    inBranch(notices.branchCode, scope),
    state && eq(notices.state, state),
    event && eq(notices.event, event),
    recipient && eq(notices.recipient, recipient),
    from && gte(notices.createdAt, from),
    until && lt(notices.createdAt, until),
  );
}

/** Has its indexes: for all notices, those of a state, and those of a branch. */
const sortColumns: SortColumns<NoticeSort> = { createdAt: [notices.createdAt, notices.id] };
const newestFirst: Sort<NoticeSort> = { by: "createdAt", descending: true };

/** Notices with whose they are, the newest first unless sorted otherwise; `since` is exact, to go on from. */
export async function listNotices(
  tx: Tx,
  scope: BranchScope,
  { sort = newestFirst, after, offset = 0, limit, ...filter }: NoticeFilter & Cut<NoticeSort>,
) {
  const { order, follows } = sorted(sortColumns, sort, after);
  return tx
    .select({
      ...getTableColumns(notices),
      since: sql<string>`${notices.createdAt}::text`,
      contractorId: contracts.contractorId,
      kana: contracts.kana,
    })
    .from(notices)
    .innerJoin(contracts, eq(contracts.id, notices.contractId))
    .where(and(filteredNotices(scope, filter), follows))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** How many notices such a list has in all. */
export function countNotices(tx: Tx, scope: BranchScope, filter: NoticeFilter) {
  return countListed(tx, notices, filteredNotices(scope, filter));
}

/** The letters of these ids that wait to be printed, oldest first, with whom they go to. */
export async function listLetters(tx: Tx, scope: BranchScope, ids: readonly string[]) {
  return tx
    .select({ ...getTableColumns(notices), contract: contracts, branchName: branches.name })
    .from(notices)
    .innerJoin(contracts, eq(contracts.id, notices.contractId))
    .innerJoin(branches, eq(branches.code, notices.branchCode))
    .where(
      and(
        inArray(notices.id, [...ids]),
        inArray(notices.state, ["to_print", "printed"]),
        inBranch(notices.branchCode, scope),
      ),
    )
    .orderBy(asc(notices.createdAt), asc(notices.id));
}

/** The newest notices of a contract. */
export async function listContractNotices(tx: Tx, contractId: string, limit: number): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(eq(notices.contractId, contractId))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(limit);
}
