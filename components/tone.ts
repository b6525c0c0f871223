import type { ClientState, KeyState } from "#core/clients/rules.ts";
import type { DebitResult, DebitState } from "#core/debits/rules.ts";
import type { DelegationState } from "#core/delegations/rules.ts";
import type { FeeRuleStage } from "#core/fee-rules/rules.ts";
import type { FeeState } from "#core/fees/rules.ts";
import type { FormState } from "#core/forms/rules.ts";
import type { SealKeyState } from "#core/keys/rules.ts";
import type { LoginEventOutcome, OtpState } from "#core/logins/rules.ts";
import type { NoticeState } from "#core/notices/rules.ts";
import type { OrderState } from "#core/orders/rules.ts";
import type { ProposalState } from "#core/proposals/rules.ts";
import type { MailState } from "#core/shipments/rules.ts";
import type { AccountState } from "#core/staff/rules.ts";
import type { ImportState, RowFate } from "#core/token-imports/rules.ts";
import type { TokenState } from "#core/tokens/rules.ts";

/** How a state feels: never told by colour alone, always beside its words. */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger";

export const formTones: Record<FormState, Tone> = {
  provisional: "warning",
  received: "info",
  awaiting_approval: "info",
  incomplete: "warning",
  returned: "warning",
  approved: "success",
  completed: "neutral",
  cancelled: "neutral",
};

export const noticeTones: Record<NoticeState, Tone> = {
  waiting: "info",
  sending: "info",
  sent: "success",
  failed: "danger",
  to_print: "warning",
  printed: "success",
};

export const orderTones: Record<OrderState, Tone> = {
  placed: "info",
  allocated: "info",
  shipped: "info",
  delivered: "success",
  completed: "neutral",
  returned: "warning",
  closed: "neutral",
  cancelled: "neutral",
};

export const mailTones: Record<MailState, Tone> = {
  posted: "info",
  in_transit: "info",
  arrived: "info",
  out_for_delivery: "info",
  absent: "warning",
  held: "warning",
  delivered: "success",
  returning: "danger",
  returned: "danger",
  lost: "danger",
};

export const tokenTones: Record<TokenState, Tone> = {
  in_stock: "neutral",
  allocated: "info",
  in_transit: "info",
  delivered: "info",
  active: "success",
  suspended: "warning",
  revoked: "danger",
  disposed: "neutral",
};

export const importTones: Record<ImportState, Tone> = {
  uploading: "info",
  uploaded: "info",
  checking: "info",
  checked: "success",
  importing: "info",
  imported: "success",
  refused: "danger",
  failed: "danger",
  cancelled: "neutral",
};

export const fateTones: Record<RowFate, Tone> = { new: "success", known: "neutral", problem: "danger" };

export const otpTones: Record<OtpState, Tone> = {
  unregistered: "neutral",
  registered: "success",
  suspended: "warning",
  reissuing: "info",
  locked: "danger",
};

export const delegationTones: Record<DelegationState, Tone> = {
  coming: "info",
  current: "success",
  past: "neutral",
  ended: "neutral",
};

export const proposalTones: Record<ProposalState, Tone> = {
  proposed: "info",
  approved: "success",
  turned_down: "warning",
  withdrawn: "neutral",
};

export const feeRuleTones: Record<FeeRuleStage, Tone> = {
  past: "neutral",
  in_force: "success",
  planned: "info",
};

export const accountTones: Record<AccountState, Tone> = {
  invited: "info",
  active: "success",
  locked: "danger",
  disabled: "neutral",
};

export const clientTones: Record<ClientState, Tone> = {
  unapproved: "info",
  active: "success",
  disabled: "neutral",
};

export const keyTones: Record<KeyState, Tone> = {
  active: "success",
  expiring: "warning",
  overlapping: "info",
  expired: "neutral",
  revoked: "danger",
};

export const sealKeyTones: Record<SealKeyState, Tone> = {
  newest: "success",
  waiting: "info",
  needed: "warning",
  lapsing: "info",
  idle: "neutral",
  missing: "danger",
};

export const loginTones: Record<LoginEventOutcome, Tone> = {
  accepted: "success",
  rejected: "warning",
  locked: "danger",
  factor_required: "neutral",
  throttled: "danger",
};

export const feeTones: Record<FeeState, Tone> = {
  outstanding: "warning",
  billed: "info",
  collected: "success",
  failed: "danger",
  waived: "neutral",
  refund_due: "warning",
  refunded: "neutral",
  reversed: "neutral",
  free: "neutral",
};

export const debitTones: Record<DebitState, Tone> = {
  proposed: "info",
  approved: "info",
  turned_down: "warning",
  withdrawn: "neutral",
  cancelled: "neutral",
  sent: "info",
  settled: "success",
};

export const resultTones: Record<DebitResult, Tone> = {
  debited: "success",
  insufficient: "danger",
  no_account: "danger",
  holder: "danger",
  no_request: "danger",
  consignor: "danger",
  other: "danger",
};
