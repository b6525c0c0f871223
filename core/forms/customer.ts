import { z } from "zod";
import { findContract, findContractByContractorId, findLiveBinding } from "#db/contracts.ts";
import { listForms } from "#db/forms.ts";
import { findOpenOrder } from "#db/orders.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { contractorIdInput } from "../input.ts";
import { lookAt } from "../look-ups/look.ts";
import { openFormStates } from "./rules.ts";

/** More forms under way than a contract can have. */
const shownAtMost = 10;

/**
 * Whose contract a form is about to be keyed for, with what holds for it now. The look goes on record. Fails with
 * `not_found` for another branch's contract as for one that there is not.
 */
export const readCustomer = query({
  permit: "form.key",
  input: z.object({ contractorId: contractorIdInput }),
  async run(given, { contractorId }) {
    const { db, scope } = given;
    const named =
      (await findContractByContractorId(db, scope, contractorId)) ?? fail("not_found", "contract");
    const found = (await findContract(db, scope, named.id)) ?? fail("not_found", "contract");
    const [contract, token, order, forms] = await Promise.all([
      lookAt(given, found, { page: "form", cameFrom: "/forms/new" }),
      findLiveBinding(db, found.id),
      findOpenOrder(db, found.id),
      listForms(db, scope, { contractId: found.id, states: openFormStates, offset: 0, limit: shownAtMost }),
    ]);
    return { contract, token, order, forms };
  },
});
