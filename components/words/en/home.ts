import type { home as ja } from "#components/words/ja/home.ts";
import type { Shape } from "#components/words/shape.ts";

export const home = {
  title: "Today's work",
  lead: "What waits for you, oldest first.",
  queue: {
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
    mail_stuck: "Mail absent, held or on its way back",
    not_registered: "Delivered, not yet registered",
  },
  column: { queue: "Waiting", count: "How many", oldest: "Oldest" },
  oldest: "{date} ({age})",
  ageDays: "{days, plural, one {# day ago} other {# days ago}}",
  today: "today",
  nothing: "Nothing is waiting",
  nothingText: "There is no work left here for the moment.",
  stock: "Token stock",
  administrator: "This role has no daily queues. It sees no customer's records.",
} as const satisfies Shape<typeof ja>;
