import type { home as ja } from "#components/words/ja/home.ts";
import type { Shape } from "#components/words/shape.ts";

export const home = {
  title: "Today's work",
  lead: "What waits for you, oldest first.",
  queue: {
    awaitingApproval: "Awaiting approval",
    returned: "Returned forms",
    toAllocate: "To allocate",
    toShip: "To ship",
    late: "Late in the mail",
    returnedMail: "Returned mail",
    debitFailed: "Debit failed",
  },
  oldest: "Oldest: {age}",
  ageDays: "{days, plural, one {# day ago} other {# days ago}}",
  today: "today",
  nothing: "Nothing is waiting",
  stock: "Stock",
  stockDetail: "{count, number} in stock, reorder at {reorderPoint, number}",
  stockLow: "Below the reorder point",
} as const satisfies Shape<typeof ja>;
