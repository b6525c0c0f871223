import type { home as ja } from "#components/words/ja/home.ts";
import type { Shape } from "#components/words/shape.ts";

export const home = {
  title: "Today's work",
  lead: "What waits for you, oldest first.",
  queue: {
    form_overdue: "Reported by phone, paper overdue",
    form_provisional: "Reported by phone, form to follow",
    form_received: "Received, not yet sent for approval",
    form_returned: "Returned forms",
    form_incomplete: "Incomplete forms",
    form_awaiting_approval: "Awaiting approval",
    token_request: "Requests about tokens to decide",
    order_placed: "To allocate",
    order_allocated: "To ship",
    order_returned: "Returned mail",
    late: "Late orders",
    mail_silent: "Mail silent for too long",
    mail_stuck: "Absent or held at the post office",
    mail_returning: "On its way back to us",
    not_registered: "Delivered, not yet registered",
    staff_change: "Requests about staff to decide",
    client_change: "Requests about API clients to decide",
    staff_locked: "Locked members of staff",
    client_key_soon: "API keys that end within 30 days",
    staff_no_link: "Invited, without a valid link",
    debit_proposed: "Direct debits awaiting approval",
    debit_failed: "Fees whose debits failed for good",
  },
  column: { queue: "Waiting", count: "How many", oldest: "Oldest" },
  oldest: "{date} ({age})",
  ageDays: "{days, plural, one {# day ago} other {# days ago}}",
  today: "today",
  nothing: "Nothing is waiting",
  nothingText: "There is no work left here for the moment.",
  stock: "Token stock",
  nothingAccounts:
    "No request to decide, nobody locked out, no invitation that ran out, no API key that ends soon.",
  staff: "Open the staff list",
  noAuthenticator: "You have no authenticator",
  noAuthenticatorText:
    "Until you set one up you cannot approve, nor do anything else that a code has to confirm.",
} as const satisfies Shape<typeof ja>;
