import { z } from "zod";
import { type Digest, digestLookUps, listSeals, type Stretch } from "#db/look-up-seals.ts";
import { query } from "../command.ts";
import { beginning } from "./seal.ts";

/**
 * What is wrong with the look-ups that the audit's row of a number seals. `altered`: one of them, or of the unmaskings,
 * was changed, removed or slipped in. `gap`: the seal does not begin where the one before ends.
 */
export type SealFault = { number: number; why: "altered" | "gap" };

/** So many that a statement ends in a second or two, however full they are. */
const sealsAtOnce = 50;

/** Recounts the sealed look-ups up to the first seal that is wrong; `rows` were found right. */
export const verifyLookUps = query({
  permit: "audit.read",
  input: z.object({}),
  async run({ db }) {
    const seals = await listSeals(db);
    let until = beginning;
    let rows = 0;
    for (let from = 0; from < seals.length; from += sealsAtOnce) {
      const part = seals.slice(from, from + sealsAtOnce);
      const now = await digestLookUps(
        db,
        part.map(({ sealed }) => sealed),
      );
      for (const [at, { number, sealed }] of part.entries()) {
        const why = faultOf(until, sealed, now[at]);
        if (why) return { rows, fault: { number, why } satisfies SealFault };
        until = sealed.until;
        rows += sealed.rows;
      }
    }
    return { rows, fault: null };
  },
});

function faultOf(
  begins: string,
  { from, rows, digest }: Stretch & Digest,
  now: Digest | undefined,
): SealFault["why"] | null {
  if (from !== begins) return "gap";
  return rows === now?.rows && digest === now.digest ? null : "altered";
}
