import { z } from "zod";
import { type Contract, findContractBySerial, searchContracts } from "#db/contracts.ts";
import { findFormByNumber } from "#db/forms.ts";
import { findOrderByNumber, findOrderByTrackingNumber } from "#db/orders.ts";
import { findTokenBySerial } from "#db/tokens.ts";
import { query } from "../command.ts";
import { foldKana } from "./kana.ts";
import { maskAccount, maskName } from "./rules.ts";

const shownAtMost = 50;

/** A contract as the list shows it: the kana that was searched for, the rest masked. */
function shown({ id, contractorId, branchCode, name, kana, accountNumber }: Contract) {
  return { id, contractorId, branchCode, kana, name: maskName(name), account: maskAccount(accountNumber) };
}

/** Where a search leads: straight to the one thing meant, or to a list of contracts. */
export type Found =
  | { kind: "contract" | "form" | "order" | "token"; id: string }
  | { kind: "contracts"; contracts: ReturnType<typeof shown>[]; more: boolean };

/**
 * The one search box: contractor ID, serial, form, order or tracking number, or the beginning of a kana
 * name. A number that fits one thing leads there; anything else lists contracts, 50 at most.
 */
export const search = query({
  permit: "contract.read",
  input: z.object({ text: z.string().max(100, "tooLong").default("") }),
  async run({ db, scope }, { text }): Promise<Found> {
    const typed = text.normalize("NFKC").trim();
    const compact = typed.replaceAll(/[\s-]/g, "").toUpperCase();
    if (/^\d{7}$/.test(compact)) {
      const form = await findFormByNumber(db, scope, Number(compact));
      if (form) return { kind: "form", id: form.id };
      const order = await findOrderByNumber(db, scope, Number(compact));
      if (order) return { kind: "order", id: order.id };
    }
    if (/^[0-9A-Z]{8,32}$/.test(compact)) {
      const posted = await findOrderByTrackingNumber(db, scope, compact);
      if (posted) return { kind: "order", id: posted.id };
    }
    const serial = typed.replaceAll(/\s/g, "").toUpperCase();
    if (/^[0-9A-Z-]{4,32}$/.test(serial)) {
      const bound = await findContractBySerial(db, scope, serial);
      if (bound) return { kind: "contract", id: bound.id };
      // What lies in stock is no branch's.
      const token = scope === null ? await findTokenBySerial(db, serial) : undefined;
      if (token) return { kind: "token", id: token.id };
    }
    const isNumber = /^\d+$/.test(compact);
    const contracts = await searchContracts(db, scope, {
      contractorId: isNumber ? compact : "",
      kana: isNumber ? "" : foldKana(typed),
      limit: shownAtMost + 1,
    });
    const only = contracts.length === 1 ? contracts[0] : undefined;
    if (only && typed !== "") return { kind: "contract", id: only.id };
    return {
      kind: "contracts",
      contracts: contracts.slice(0, shownAtMost).map(shown),
      more: contracts.length > shownAtMost,
    };
  },
});
