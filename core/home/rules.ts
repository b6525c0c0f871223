/** What can wait at a desk, in the order of the work. */
export const queueNames = [
  "form_provisional",
  "form_received",
  "form_returned",
  "form_incomplete",
  "form_awaiting_approval",
  "token_request",
  "order_placed",
  "order_allocated",
  "mail_stuck",
  "order_returned",
  "late",
  "not_registered",
] as const;
export type QueueName = (typeof queueNames)[number];
