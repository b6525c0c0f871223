import { z } from "zod";
import { findBranch } from "#db/branches.ts";
import { findContract } from "#db/contracts.ts";
import {
  listBranchAddresses,
  listChangesOfBranch,
  listChangesOfContract,
  type NamedMailAddressChange,
} from "#db/mail-addresses.ts";
import { query } from "../command.ts";
import { maskMailAddress } from "../contracts/rules.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { cameFromInput, lookAt } from "../look-ups/look.ts";
import { branchCodeInput } from "./input.ts";

/** The change that waits, and what became of those before it. */
function standing(changes: readonly NamedMailAddressChange[]) {
  return {
    proposed: changes.find(({ state }) => state === "proposed"),
    history: changes.filter(({ state }) => state !== "proposed"),
  };
}

/** Where a customer's mail goes and every change of it; masked as the customer is. The look goes on record. */
export const readMailAddress = query({
  permit: "contract.read",
  input: z.object({ contractId: idInput, cameFrom: cameFromInput }),
  async run(given, { contractId, cameFrom }) {
    const found = (await findContract(given.db, given.scope, contractId)) ?? fail("not_found", "contract");
    const [contract, changes] = await Promise.all([
      lookAt(given, found, { page: "mail_address", cameFrom }),
      listChangesOfContract(given.db, contractId),
    ]);
    const shown = changes.map((change) =>
      contract.masked
        ? {
            ...change,
            fromAddress: maskMailAddress(change.fromAddress),
            toAddress: maskMailAddress(change.toAddress),
          }
        : change,
    );
    return { contract, ...standing(shown) };
  },
});

/** Every branch with where it hears of its notices, and whether a change of that waits. */
export const readBranchMails = query({
  permit: "branchMail.read",
  input: z.object({}),
  run: ({ db }) => listBranchAddresses(db),
});

/** One branch with every change of its address. Fails with `not_found`. */
export const readBranchMail = query({
  permit: "branchMail.read",
  input: z.object({ branchCode: branchCodeInput }),
  async run({ db }, { branchCode }) {
    const branch = (await findBranch(db, branchCode)) ?? fail("not_found", "branch");
    return { branch, ...standing(await listChangesOfBranch(db, branchCode)) };
  },
});
