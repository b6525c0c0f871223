import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { idInput } from "#core/input.ts";
import { cameFromInput, lookAt } from "#core/look-ups/look.ts";
import { findContract } from "#db/contracts.ts";
import { findResync } from "#db/resync.ts";

/**
 * A contract and its registered token (undefined where none is), for the page that resyncs it. The look goes on
 * record. Fails with `not_found`.
 */
export const readResync = query({
  permit: "token.resync",
  input: z.object({ contractId: idInput, cameFrom: cameFromInput }),
  async run(given, { contractId, cameFrom }) {
    const { db, scope } = given;
    const [found, token] = await Promise.all([
      findContract(db, scope, contractId),
      findResync(db, contractId),
    ]);
    const contract = await lookAt(given, found ?? fail("not_found", "contract"), {
      page: "resync",
      cameFrom,
    });
    return { contract, token };
  },
});
