import type { Role } from "../staff/rules.ts";
import { accountQueueNames, type QueueName, queueNames } from "./rules.ts";

const clerks = [
  "form_overdue",
  "form_returned",
  "form_incomplete",
  "form_provisional",
  "form_received",
  "not_registered",
  "notice_to_print",
  "notice_failed",
] as const satisfies readonly QueueName[];
const dispatch = [
  "order_placed",
  "order_allocated",
  "late",
  "mail_silent",
  "mail_stuck",
  "mail_returning",
  "order_returned",
  "return_kept",
  "not_registered",
  "notice_to_print",
  "notice_failed",
] as const satisfies readonly QueueName[];

/** The queues that each role works off, or watches over; the administrator's are of accounts and API clients alone. */
export const queuesOf: Record<Role, readonly QueueName[]> = {
  clerk: clerks,
  approver: ["form_awaiting_approval", "token_request", "address_change", "late", "not_registered"],
  operations: dispatch,
  manager: queueNames,
  auditor: queueNames,
  administrator: accountQueueNames,
};
