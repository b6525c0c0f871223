import type { ProposalState } from "#core/proposals/rules.ts";

/** Of what one person asks for and another approves. */
export const proposals = {
  decide: "承認",
  turnDown: "却下する",
  withdraw: "申請を取り下げる",
  note: "却下の理由",
  noteLine: "却下の理由：{note}",
  nextStep: "次：申請した人とは別の人が承認する",
  field: { reason: "理由", maker: "申請者", proposedAt: "申請日時" },
  state: {
    proposed: "承認待ち",
    approved: "承認済",
    turned_down: "却下",
    withdrawn: "取下げ",
  } satisfies Record<ProposalState, string>,
} as const;
