/** What can wait at a desk, in the order of the work. */
export const queueNames = [
  "form_overdue",
  "form_provisional",
  "form_received",
  "form_returned",
  "form_incomplete",
  "form_awaiting_approval",
  "token_request",
  "address_change",
  "order_placed",
  "order_allocated",
  "mail_silent",
  "mail_stuck",
  "mail_returning",
  "order_returned",
  "return_kept",
  "late",
  "not_registered",
  "notice_to_print",
  "notice_failed",
  "fee_request",
  "fee_rule",
  "debit_proposed",
  "debit_failed",
  "setting",
  "branch_mail",
] as const;

/** What waits of the mail: nothing heard of it, or it is stuck, on its way back, back, or kept for long. */
export const mailQueueNames = [
  "mail_silent",
  "mail_stuck",
  "mail_returning",
  "order_returned",
  "return_kept",
] as const satisfies readonly (typeof queueNames)[number][];

/** What can wait for an administrator: of accounts and API clients alone. */
export const accountQueueNames = [
  "staff_change",
  "client_change",
  "staff_locked",
  "staff_no_link",
  "client_key_soon",
] as const;
export type QueueName = (typeof queueNames)[number] | (typeof accountQueueNames)[number];
