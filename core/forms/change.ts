import type { Form } from "#db/forms.ts";
import type { Change } from "../command.ts";

/** What happened to a form, for the audit. */
export function formChange(
  { id, number, contractId, branchCode, makerId, checkerId }: Form,
  change: Pick<Change, "before" | "after" | "reason">,
): Change {
  return {
    subject: { kind: "form", id, label: String(number) },
    contractId,
    branchCode,
    formNumber: number,
    makerId,
    checkerId,
    ...change,
  };
}
