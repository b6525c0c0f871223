import { and, asc, count, eq, inArray, lt, ne, sql } from "drizzle-orm";
import { deskFormStates, type FormKind, type FormSort, type FormState } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { contracts } from "./schema/contracts.ts";
import { forms, scans } from "./schema/forms.ts";
import { staff } from "./schema/staff.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";
import { inStates } from "./states.ts";

export type Form = typeof forms.$inferSelect;
export type NewForm = typeof forms.$inferInsert;

export async function insertForm(tx: Tx, form: NewForm): Promise<Form> {
  const [inserted] = await tx.insert(forms).values(form).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

/** One form by its row id. */
export async function findForm(tx: Tx, scope: BranchScope, id: string): Promise<Form | undefined> {
  const [found] = await tx
    .select()
    .from(forms)
    .where(and(eq(forms.id, id), inBranch(forms.branchCode, scope)));
  return found;
}

/** The same with the row locked until the transaction ends, for a decision that touches more than the form. */
export async function lockForm(tx: Tx, scope: BranchScope, id: string): Promise<Form | undefined> {
  const [found] = await tx
    .select()
    .from(forms)
    .where(and(eq(forms.id, id), inBranch(forms.branchCode, scope)))
    .for("update");
  return found;
}

/** Locks the contract that a form is of: what else is to be decided about it waits. */
export async function lockContractOfForm(tx: Tx, scope: BranchScope, formId: string): Promise<void> {
  await tx
    .select({ id: contracts.id })
    .from(contracts)
    .innerJoin(forms, eq(forms.contractId, contracts.id))
    .where(and(eq(forms.id, formId), inBranch(forms.branchCode, scope)))
    .for("update", { of: contracts });
}

/** Writes a form's new values if it is still in the state that was read; undefined if somebody was quicker. */
export async function saveForm(
  tx: Tx,
  read: { id: string; state: FormState },
  values: Partial<NewForm>,
): Promise<Form | undefined> {
  const [saved] = await tx
    .update(forms)
    .set(values)
    .where(and(eq(forms.id, read.id), eq(forms.state, read.state)))
    .returning();
  return saved;
}

export async function countScans(tx: Tx, formId: string): Promise<number> {
  const [row] = await tx.select({ pages: count() }).from(scans).where(eq(scans.formId, formId));
  return row?.pages ?? 0;
}

export async function insertScan(tx: Tx, scan: typeof scans.$inferInsert): Promise<void> {
  await tx.insert(scans).values(scan);
}

/** A form's scans without their bytes, in the order they were added. */
export async function listScans(tx: Tx, formId: string) {
  return tx
    .select({
      id: scans.id,
      fileName: scans.fileName,
      mediaType: scans.mediaType,
      sizeBytes: sql<number>`octet_length(${scans.bytes})`,
      addedAt: scans.addedAt,
    })
    .from(scans)
    .where(eq(scans.formId, formId))
    .orderBy(asc(scans.addedAt), asc(scans.id));
}

/** One scan with its bytes, if its form is in the branch. */
export async function findScan(
  tx: Tx,
  scope: BranchScope,
  { formId, scanId }: { formId: string; scanId: string },
) {
  const [found] = await tx
    .select({ mediaType: scans.mediaType, fileName: scans.fileName, bytes: scans.bytes })
    .from(scans)
    .innerJoin(forms, eq(forms.id, scans.formId))
    .where(and(eq(scans.id, scanId), eq(scans.formId, formId), inBranch(forms.branchCode, scope)));
  return found;
}

/** The next form for an approver who did not key it, the longest waiting first, and how many such there are. */
export async function findNextToDecide(
  tx: Tx,
  scope: BranchScope,
  { not, makerId }: { not: string; makerId: string },
): Promise<{ formId: string | undefined; left: number }> {
  const rows = await tx
    .select({ id: forms.id, left: sql<number>`(count(*) over ())::int` })
    .from(forms)
    .where(
      and(
        eq(forms.state, "awaiting_approval"),
        ne(forms.id, not),
        ne(forms.makerId, makerId),
        inBranch(forms.branchCode, scope),
      ),
    )
    .orderBy(asc(forms.number))
    .limit(1);
  return { formId: rows[0]?.id, left: rows[0]?.left ?? 0 };
}

/** Cancels a contract's undecided forms of some kinds, and tells which. */
export async function cancelOpenForms(tx: Tx, contractId: string, kinds: FormKind[]) {
  return tx
    .update(forms)
    .set({ state: "cancelled" })
    .where(
      and(eq(forms.contractId, contractId), inArray(forms.kind, kinds), inArray(forms.state, deskFormStates)),
    )
    .returning({ number: forms.number });
}

/** Moves a form on without a decision of its own, as when its order ends. */
export async function saveFormState(tx: Tx, id: string, { from, to }: { from: FormState; to: FormState }) {
  await tx
    .update(forms)
    .set({ state: to })
    .where(and(eq(forms.id, id), eq(forms.state, from)));
}

export async function findFormByNumber(tx: Tx, scope: BranchScope, number: number) {
  const [found] = await tx
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.number, number), inBranch(forms.branchCode, scope)));
  return found;
}

/** Each has its indexes: for all forms, those of a state, of a branch, and those that wait. */
const sortColumns: SortColumns<FormSort> = {
  number: [forms.number],
  receivedOn: [forms.receivedOn, forms.number],
};

export type FormFilter = {
  states: readonly FormState[];
  kind?: FormKind | undefined;
  contractId?: string | undefined;
  /** Only reports by phone whose paper should have come in before this day, YYYY-MM-DD. */
  overdueOn?: string | undefined;
};

function filteredForms(scope: BranchScope, { states, kind, contractId, overdueOn }: FormFilter) {
  return and(
    inStates(forms.state, states, overdueOn ? ["provisional"] : undefined),
    kind ? eq(forms.kind, kind) : undefined,
    contractId ? eq(forms.contractId, contractId) : undefined,
    overdueOn ? lt(forms.followBy, overdueOn) : undefined,
    inBranch(forms.branchCode, scope),
  );
}

const longestWaiting: Sort<FormSort> = { by: "number", descending: false };

/** Forms with whose they are, the longest waiting first unless sorted otherwise. */
export async function listForms(
  tx: Tx,
  scope: BranchScope,
  { sort = longestWaiting, after, offset = 0, limit, ...filter }: FormFilter & Cut<FormSort>,
) {
  const { order, follows } = sorted(sortColumns, sort, after);
  return tx
    .select({
      id: forms.id,
      number: forms.number,
      kind: forms.kind,
      reason: forms.reason,
      state: forms.state,
      channel: forms.channel,
      branchCode: forms.branchCode,
      receivedOn: forms.receivedOn,
      followBy: forms.followBy,
      createdAt: forms.createdAt,
      makerId: forms.makerId,
      makerName: staff.name,
      contractId: forms.contractId,
      contractorId: contracts.contractorId,
      kana: contracts.kana,
    })
    .from(forms)
    .innerJoin(contracts, eq(contracts.id, forms.contractId))
    .innerJoin(staff, eq(staff.id, forms.makerId))
    .where(and(filteredForms(scope, filter), follows))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** How many forms such a list has in all. */
export function countForms(tx: Tx, scope: BranchScope, filter: FormFilter) {
  return countListed(tx, forms, filteredForms(scope, filter));
}
