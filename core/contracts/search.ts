import { z } from "zod";
import {
  type Contract,
  type ContractFilter,
  countContracts,
  findContractBySerial,
  listContracts,
} from "#db/contracts.ts";
import { findFormByNumber } from "#db/forms.ts";
import { findOrderByNumber, findOrderByTrackingNumber } from "#db/orders.ts";
import type { Sort } from "#db/sort.ts";
import { findTokenBySerial } from "#db/tokens.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { afterInput, sortInput } from "../sort.ts";
import { foldKana } from "./kana.ts";
import { type ContractSort, contractSorts, maskAccount, maskName } from "./rules.ts";

/** A contract as the list shows it: the kana that was searched for, the rest masked. */
function shown({ id, contractorId, branchCode, name, kana, accountNumber }: Contract) {
  return { id, contractorId, branchCode, kana, name: maskName(name), account: maskAccount(accountNumber) };
}

const input = z.object({ text: z.string().max(100, "tooLong").default(""), sort: sortInput(contractSorts) });

/** What was typed as the filter of a list: digits are a contractor ID, else it begins a kana name. */
function filterOf(text: string): ContractFilter {
  const typed = text.normalize("NFKC").trim();
  const compact = typed.replaceAll(/[\s-]/g, "");
  return /^\d+$/.test(compact)
    ? { contractorId: compact, kana: "" }
    : { contractorId: "", kana: foldKana(typed) };
}

type ContractsFound = {
  rows: ReturnType<typeof shown>[];
  total: number;
  more?: boolean;
  page: number;
  pages: number;
  sort: Sort<ContractSort>;
};

/** Where a search leads: straight to the one thing meant, or to a list of contracts. */
export type Found =
  | { kind: "contract" | "form" | "order" | "token"; id: string }
  | { kind: "contracts"; contracts: ContractsFound };

/**
 * The one search box: contractor ID, serial, form, order or tracking number, or the beginning of a kana
 * name. A number that fits one thing leads there; anything else lists contracts, a page of them.
 */
export const search = query({
  permit: "contract.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope }, { text, sort, page }): Promise<Found> {
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
    const filter = filterOf(text);
    const [rows, counted] = await Promise.all([
      listContracts(db, scope, { ...filter, sort, ...pageOf(page) }),
      countContracts(db, scope, filter),
    ]);
    const only = counted.total === 1 ? rows[0] : undefined;
    if (only && typed !== "") return { kind: "contract", id: only.id };
    return { kind: "contracts", contracts: { ...paged({ rows: rows.map(shown), ...counted }, page), sort } };
  },
});

/** The whole of a list of contracts part by part, each after where the part before ended; the last part is empty. */
export const partOfContracts = query({
  permit: "contract.read",
  input: input.extend({ after: afterInput }),
  async run({ db, scope }, { text, sort, after }) {
    const rows = await listContracts(db, scope, { ...filterOf(text), sort, after, limit: rowsInPart });
    const last = rows.at(-1);
    return { rows: rows.map(shown), end: last && [last.kanaSearch, last.contractorId] };
  },
});
