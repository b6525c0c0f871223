import { copied, type Refused } from "./case.ts";

/** A closed month with its totals and its open fees, and a paper that was issued. */
export const feeClosings: Refused = {
  fee_closing_items_open: [
    "update fee_closing_items set due_yen = 0",
    "update fee_closing_items set due_yen = -1, credit_yen = 2",
    "update fee_closing_items set credit_yen = 1",
  ],
  fee_closing_totals_one_each: [copied("fee_closing_totals")],
  fee_closing_totals_state_known: ["update fee_closing_totals set state = 'eaten'"],
  fee_closings_chained: [
    "update fee_closings set hash = ''",
    "update fee_closings set previous_hash = decode('00', 'hex')",
  ],
  fee_closings_month_format: [
    "update fee_closings set month = '2026-13'",
    "update fee_closings set month = '2026'",
  ],
  fee_paper_issues_numbered: [
    "update fee_paper_issues set number = 0",
    "update fee_paper_issues set receipt_number = 8000001",
    "update fee_paper_issues set paper = 'receipt'",
  ],
  fee_paper_issues_one_each: [copied("fee_paper_issues")],
  fee_paper_issues_paper_known: ["update fee_paper_issues set paper = 'banknote'"],
};
