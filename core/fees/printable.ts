import type { Tx } from "#db/client.ts";
import { findFeeInFull, listFeeEntries } from "#db/fees.ts";
import type { BranchScope } from "#db/scope.ts";
import { readSettings, type Settings } from "#db/settings.ts";
import { fail } from "../errors.ts";
import { type Papers, papersOf } from "./papers.ts";
import { taxedAtOf } from "./rules.ts";

type Printable = {
  fee: NonNullable<Awaited<ReturnType<typeof findFeeInFull>>>["fee"];
  orderNumber: number;
  issuer: ReturnType<typeof issuerOf>;
  papers: Papers;
};

/** What a fee's papers say, whosever it is. */
export async function printableOf(
  tx: Tx,
  { scope, now }: { scope: BranchScope; now: Date },
  feeId: string,
): Promise<Printable> {
  const { fee, order } = (await findFeeInFull(tx, scope, feeId)) ?? fail("not_found", "fee");
  const entries = await listFeeEntries(tx, feeId);
  const settings = await readSettings(tx);
  const taxedAt = taxedAtOf(fee, order.shippedAt);
  return {
    fee,
    orderNumber: order.number,
    issuer: issuerOf(settings),
    papers: papersOf({ fee, entries, taxedAt, rounding: settings.taxRounding, now }),
  };
}

/** Who issues the papers; null where any part of it is not said: a paper without its number is none. */
function issuerOf({ issuerName: name, issuerAddress: address, issuerNumber: number }: Settings) {
  return name && address && number ? { name, address, number } : null;
}
