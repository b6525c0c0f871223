import type { NoticeRow } from "#db/notices.ts";
import type { Change } from "../command.ts";
import type { NoticeState } from "./rules.ts";

/** What the audit keeps of a step of a notice: to whom and about what, never where the mail goes. */
export function auditOf(notice: NoticeRow, state: NoticeState, more: Change["after"] = {}): Change {
  const { id, event, recipient, contractId, branchCode, facts } = notice;
  return {
    subject: { kind: "notice", id, label: String(facts.formNumber ?? facts.orderNumber ?? "-") },
    contractId,
    branchCode,
    before: { state: notice.state },
    after: { state, event, recipient, ...more },
    formNumber: facts.formNumber,
  };
}
