import type { proposals as ja } from "#components/words/ja/proposals.ts";
import type { Shape } from "#components/words/shape.ts";

export const proposals = {
  decide: "Approval",
  turnDown: "Turn down",
  withdraw: "Withdraw it",
  note: "Why it is turned down",
  noteLine: "Turned down: {note}",
  nextStep: "Next: somebody other than who asked approves",
  field: { reason: "Reason", maker: "Asked by", proposedAt: "Asked at" },
  state: {
    proposed: "Waits for approval",
    approved: "Approved",
    turned_down: "Turned down",
    withdrawn: "Withdrawn",
  },
} as const satisfies Shape<typeof ja>;
