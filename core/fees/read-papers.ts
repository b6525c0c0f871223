import { z } from "zod";
import { findContract } from "#db/contracts.ts";
import { listPaperIssues } from "#db/fee-papers.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { lookAt } from "../look-ups/look.ts";
import { printableOf } from "./printable.ts";

/**
 * What the papers of a fee say and to whom, and the issues of each; `issuer` null until the bank has said who issues
 * them. The look goes on record.
 */
export const readPapers = query({
  permit: "fee.print",
  input: z.object({ feeId: idInput }),
  async run(given, { feeId }) {
    const { db, scope } = given;
    const printable = await printableOf(db, given, feeId);
    const [found, issues] = await Promise.all([
      findContract(db, scope, printable.fee.contractId),
      listPaperIssues(db, feeId),
    ]);
    const cameFrom = `/fees/${feeId}`;
    const contract = await lookAt(given, found ?? fail("not_found", "fee"), { page: "order", cameFrom });
    return { ...printable, contract, issues };
  },
});
