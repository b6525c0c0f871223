import { z } from "zod";
import { listRequestsOfFee } from "#db/fee-requests.ts";
import { findFeeInFull, listNamedEntries } from "#db/fees.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { askableYen, chargedSum, feeRequestKinds, standingOf, sumsOf, taxedAtOf } from "./rules.ts";

/**
 * One fee: what it is and why, its ledger, what that comes to, and what has been asked of it. `taxedOn` is the day
 * whose rate counts, null while that is still to come; `askable` what may be asked for now, in whole yen.
 */
export const readFee = query({
  permit: "fee.view",
  input: z.object({ feeId: idInput }),
  async run({ db, scope }, { feeId }) {
    const found = (await findFeeInFull(db, scope, feeId)) ?? fail("not_found", "fee");
    const [ledger, requests] = await Promise.all([listNamedEntries(db, feeId), listRequestsOfFee(db, feeId)]);
    const entries = ledger.map(({ entry }) => entry);
    const { fee, order } = found;
    const standing = standingOf(sumsOf(entries));
    const taxedAt = taxedAtOf(fee, order.shippedAt);
    return {
      ...found,
      ledger: ledger.map(({ entry, ...more }) => ({ ...entry, ...more })),
      requests,
      waiting: requests.find(({ state }) => state === "proposed"),
      standing,
      charged: chargedSum(fee, entries),
      taxedOn: taxedAt && japanDay(taxedAt),
      askable: feeRequestKinds.filter((kind) => askableYen(kind, standing) > 0),
    };
  },
});
