import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { idInput } from "#core/input.ts";
import { findContract } from "#db/contracts.ts";
import { findResync } from "#db/resync.ts";

/** A contract and its registered token (undefined where none is), for the page that resyncs it. Fails with `not_found`. */
export const readResync = query({
  permit: "token.resync",
  input: z.object({ contractId: idInput }),
  async run({ db, scope }, { contractId }) {
    const [contract, token] = await Promise.all([
      findContract(db, scope, contractId),
      findResync(db, contractId),
    ]);
    return { contract: contract ?? fail("not_found", "contract"), token };
  },
});
