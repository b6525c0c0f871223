import type { audit as ja } from "#components/words/ja/audit.ts";
import type { Shape } from "#components/words/shape.ts";

export const audit = {
  title: "Audit trail",
  lead: "Who did what, and when. It can be neither changed nor deleted.",
  field: {
    number: "Number",
    at: "Time",
    actor: "By",
    action: "Action",
    subject: "Subject",
    before: "Before",
    after: "After",
  },
} as const satisfies Shape<typeof ja>;
