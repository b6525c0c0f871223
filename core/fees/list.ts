import { z } from "zod";
import { findLastClosedMonth } from "#db/fee-closings.ts";
import { listFeesBehind } from "#db/fee-list.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { askedOf, reportInput } from "./report.ts";
import { feeShares } from "./rules.ts";

/** The fees behind one figure of a report, under the same conditions, the newest first. */
export const listOfFees = query({
  permit: "fee.read",
  input: z.object({ ...reportInput, share: z.enum(feeShares).default("assessed"), page: pageInput }),
  async run({ db, scope, now }, { share, page, ...conditions }) {
    const { period, asked } = askedOf(conditions, {
      scope,
      now,
      lastClosed: await findLastClosedMonth(db),
    });
    const rows = await listFeesBehind(db, asked, { share, ...pageOf(page) });
    return { period, share, ...paged({ rows, total: rows[0]?.total ?? 0 }, page) };
  },
});
