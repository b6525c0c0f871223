import { z } from "zod";
import { findContract } from "#db/contracts.ts";
import { query } from "../command.ts";
import { maskPerson } from "../contracts/rules.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";

/**
 * A contract whose customer somebody asks to see: masked as in a list, so that it is no look yet. Fails with
 * `not_found`.
 */
export const readMasked = query({
  permit: "customer.unmask",
  input: z.object({ contractId: idInput }),
  async run({ db, scope }, { contractId }) {
    const contract = (await findContract(db, scope, contractId)) ?? fail("not_found", "contract");
    return { ...contract, ...maskPerson(contract) };
  },
});
