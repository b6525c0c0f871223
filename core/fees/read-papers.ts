import { z } from "zod";
import { findContract } from "#db/contracts.ts";
import { findFeeInFull, listFeeEntries } from "#db/fees.ts";
import { readSettings, type Settings } from "#db/settings.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { lookAt } from "../look-ups/look.ts";
import { papersOf } from "./papers.ts";
import { taxedAtOf } from "./rules.ts";

/** What the papers of a fee say and to whom; `issuer` null until the bank has said who issues them. The look goes on record. */
export const readPapers = query({
  permit: "fee.print",
  input: z.object({ feeId: idInput }),
  async run(given, { feeId }) {
    const { db, scope, now } = given;
    const { fee, order } = (await findFeeInFull(db, scope, feeId)) ?? fail("not_found", "fee");
    const [found, entries, settings] = await Promise.all([
      findContract(db, scope, fee.contractId),
      listFeeEntries(db, feeId),
      readSettings(db),
    ]);
    const cameFrom = `/fees/${feeId}`;
    const contract = await lookAt(given, found ?? fail("not_found", "fee"), { page: "order", cameFrom });
    return {
      fee,
      orderNumber: order.number,
      contract,
      issuer: issuerOf(settings),
      papers: papersOf({
        fee,
        entries,
        taxedAt: taxedAtOf(fee, order.shippedAt),
        rounding: settings.taxRounding,
        now,
      }),
    };
  },
});

/** Who issues the papers; null where any part of it is not said: a paper without its number is none. */
function issuerOf({ issuerName: name, issuerAddress: address, issuerNumber: number }: Settings) {
  return name && address && number ? { name, address, number } : null;
}
