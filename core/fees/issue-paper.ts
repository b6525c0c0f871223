import { z } from "zod";
import { insertPaperIssues, listPaperIssues } from "#db/fee-papers.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { feeChange } from "./change.ts";
import { issuesOf, type Papers } from "./papers.ts";
import { printableOf } from "./printable.ts";
import { type FeePaper, feePapers } from "./rules.ts";

const input = z.object({ feeId: idInput, paper: z.enum(feePapers, "required") });

const issueCommand = command<typeof input, z.output<typeof input>, StaffActor>({
  name: "fee.issue_paper",
  permit: "fee.issue",
  input,
  async run({ tx, actor, now, scope }, { feeId, paper }) {
    const { fee, orderNumber, papers, issuer } = await printableOf(tx, { scope, now }, feeId);
    const sheets = sheetsOf(paper, papers);
    if (!issuer || sheets.length === 0) fail("conflict", "feePaper");
    const before = await listPaperIssues(tx, feeId);
    const issues = sheets.map((sheet) => ({
      ...sheet,
      feeId,
      paper,
      number: issuesOf(before, { ...sheet, paper }).length + 1,
      issuedBy: actor.id,
      issuedAt: now,
    }));
    await insertPaperIssues(tx, issues);
    const issued = Math.max(...issues.map(({ number }) => number));
    return {
      result: { feeId, paper },
      change: feeChange({ ...fee, orderNumber }, { after: { paper, issued } }),
    };
  },
});

/**
 * Issues a paper of a fee to be printed, each of its sheets counted by itself; from the second time on the sheet says
 * that it is one more, and when and by whom the first was issued. Fails with `conflict` where there is no such paper.
 */
export const issuePaper: typeof issueCommand = (context, request) =>
  explained(issueCommand(context, request));

function sheetsOf(paper: FeePaper, papers: Papers): { receiptNumber: number | null; amountYen: number }[] {
  if (paper === "receipt") {
    const { receipt } = papers;
    return typeof receipt === "string"
      ? []
      : receipt.map(({ number, amountYen }) => ({ receiptNumber: number, amountYen }));
  }
  const found = papers[paper];
  return typeof found === "string" ? [] : [{ receiptNumber: null, amountYen: found.sum.grossYen }];
}
