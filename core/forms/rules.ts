import type { TransitionTable } from "#core/transitions.ts";

export const formKinds = [
  "new",
  "exchange",
  "reissue",
  "unlock",
  "unenroll",
  "loss_report",
  "found_report",
] as const;
export type FormKind = (typeof formKinds)[number];

/** Why a token is reissued, in the order of the guide's list. */
export const reissueReasons = [
  "battery_dead",
  "faulty",
  "damaged",
  "stolen",
  "lost",
  "initial_defect",
] as const;
export type ReissueReason = (typeof reissueReasons)[number];

export const channels = ["counter", "post", "phone"] as const;
export type Channel = (typeof channels)[number];

export const identityDocuments = ["driving_licence", "my_number_card", "passport", "residence_card"] as const;
export type IdentityDocument = (typeof identityDocuments)[number];

/** What a clerk ticks on a form, in the order of the paper. */
export const formTicks = [
  "sealVerified",
  "feeDebitAuthorised",
  "cardPresented",
  "feeAtCounter",
  "oldTokenReturned",
] as const;

/** Why a form goes back, from the list; what is `other` is said in words. */
export const backCodes = [
  "seal_unclear",
  "seal_differs",
  "field_missing",
  "not_as_written",
  "identity_missing",
  "scan_unreadable",
  "withdrawn",
  "keyed_twice",
  "other",
] as const;
export type BackCode = (typeof backCodes)[number];

/** The reasons of the list that fit a step back. */
export const backCodesOf = {
  return: ["seal_unclear", "field_missing", "not_as_written", "identity_missing", "scan_unreadable", "other"],
  mark_incomplete: ["seal_unclear", "seal_differs", "field_missing", "identity_missing", "other"],
  cancel: ["withdrawn", "keyed_twice", "other"],
} as const satisfies Partial<Record<string, readonly BackCode[]>>;

/** Whether the paper of a report by phone is overdue; days are YYYY-MM-DD in Japan. */
export function isOverdue(
  { state, followBy }: { state: FormState; followBy: string | null },
  today: string,
): boolean {
  return state === "provisional" && followBy !== null && followBy < today;
}

export const formStates = [
  "provisional",
  "received",
  "awaiting_approval",
  "incomplete",
  "returned",
  "approved",
  "completed",
  "cancelled",
] as const;
export type FormState = (typeof formStates)[number];

export type FormEvent =
  | "receive"
  | "submit"
  | "mark_incomplete"
  | "return"
  | "approve"
  | "complete"
  | "cancel"
  | "cancel_order";

export const formTransitions: TransitionTable<FormState, FormEvent> = {
  provisional: { receive: "received", cancel: "cancelled" },
  received: { submit: "awaiting_approval", mark_incomplete: "incomplete", cancel: "cancelled" },
  incomplete: { submit: "awaiting_approval", cancel: "cancelled" },
  awaiting_approval: { approve: "approved", return: "returned", cancel: "cancelled" },
  returned: { submit: "awaiting_approval", mark_incomplete: "incomplete", cancel: "cancelled" },
  approved: { complete: "completed", cancel_order: "cancelled" },
};

/** States in which a form still waits for somebody. */
export const openFormStates = [
  "provisional",
  "received",
  "awaiting_approval",
  "incomplete",
  "returned",
  "approved",
] as const satisfies readonly FormState[];
export type OpenFormState = (typeof openFormStates)[number];

/** Kinds of which the approval places an order for a token. */
export const orderingKinds = ["new", "exchange", "reissue"] as const satisfies readonly FormKind[];
export type OrderKind = (typeof orderingKinds)[number];

export function isOrderKind(kind: FormKind): kind is OrderKind {
  return (orderingKinds as readonly FormKind[]).includes(kind);
}

/** Which of the fields that not every paper has a paper of this kind has. */
export function asksFor(kind: FormKind): { reason: boolean; fee: boolean; oldToken: boolean } {
  return {
    reason: kind === "reissue",
    fee: isOrderKind(kind),
    oldToken: isOrderKind(kind) || kind === "unenroll",
  };
}

/** Whether the token must be stopped the moment the form is keyed: a stranger may hold it. */
export function stopsAtOnce(kind: FormKind, reason: ReissueReason | null): boolean {
  return kind === "loss_report" || (kind === "reissue" && (reason === "lost" || reason === "stolen"));
}

/** What must be right on the paper before an approver sees it. */
export type FormChecks = {
  reason: ReissueReason | null;
  identityDocument: IdentityDocument | null;
  sealVerified: boolean;
  feeDebitAuthorised: boolean;
  feeAtCounter: boolean;
  debitAccountType: string | null;
  discoveredOn: string | null;
  policeReport: string | null;
  scanCount: number;
  /** What it costs by the rules in force, with tax. */
  feeYen: number;
};

/** The checks still open, as names of the fields to mend; empty when the form may be submitted. */
export function openChecks(form: FormChecks): string[] {
  const open: string[] = [];
  if (form.scanCount === 0) open.push("scans");
  if (!form.sealVerified) open.push("sealVerified");
  if (form.identityDocument === null) open.push("identityDocument");
  if (form.feeYen > 0 && !form.feeDebitAuthorised && !form.feeAtCounter) open.push("feeDebitAuthorised");
  if (form.feeDebitAuthorised && form.debitAccountType === null) open.push("debitAccountType");
  if (form.reason === "stolen" && form.discoveredOn === null) open.push("discoveredOn");
  if (form.reason === "stolen" && !form.policeReport) open.push("policeReport");
  return open;
}

/**
 * Maker ≠ checker: whoever keyed a form, or changed it last, never decides it; nor does somebody who acts for its branch
 * in the maker's place alone.
 */
export function mayDecide(
  { makerId }: { makerId: string },
  staffId: string,
  inPlaceOf: readonly { id: string }[] = [],
): boolean {
  if (makerId === staffId) return false;
  return inPlaceOf.length === 0 || inPlaceOf.some(({ id }) => id !== makerId);
}

/** States a form may be born in. */
export const initialFormStates = ["provisional", "received"] as const satisfies readonly FormState[];

/** States in which the clerk may still change what was keyed. */
export const editableFormStates = [
  "provisional",
  "received",
  "incomplete",
  "returned",
] as const satisfies readonly FormState[];

/** States in which the forms' own desks have something to do; an approved form waits for its order. */
export const deskFormStates = [
  ...editableFormStates,
  "awaiting_approval",
] as const satisfies readonly FormState[];

/** By what their list may be sorted; first the usual way, the longest waiting first. */
export const formSorts = ["number", "receivedOn"] as const;
export type FormSort = (typeof formSorts)[number];

/** What makes a form stand out, whatever its state: what home counts, and the list can be narrowed to. */
export const formTasks = ["form_overdue"] as const;
