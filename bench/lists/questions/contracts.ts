import {
  contractIdOf,
  contractorIdOf,
  formNumberOf,
  orderedBy,
  orderNumberOf,
  serialOf,
  trackingNumberOf,
} from "#bench/lists/ids.ts";
import { readContract } from "#core/contracts/read.ts";
import { partOfContracts, search } from "#core/contracts/search.ts";
import type { Questions } from "./question.ts";

const kana = "サトウハナコ";

/** The search box by each kind of key, the list it may lead to, and the page of one contract. */
export const contracts: Questions = {
  "search by contractor ID": {
    who: "clerk",
    ask: (context, nth) => search(context, { text: contractorIdOf(nth) }),
  },
  "search by serial": { who: "operations", ask: (context, nth) => search(context, { text: serialOf(nth) }) },
  "search by serial in stock": {
    who: "operations",
    ask: (context, nth) => search(context, { text: serialOf(nth - (nth % 1_000) + 3) }),
  },
  "search by tracking number": {
    who: "operations",
    ask: (context, nth) => search(context, { text: trackingNumberOf(orderedBy(nth)) }),
  },
  "search by form number": {
    who: "operations",
    ask: (context, nth) => search(context, { text: String(formNumberOf(nth)) }),
  },
  "search by order number": {
    who: "operations",
    ask: (context, nth) => search(context, { text: String(orderNumberOf(orderedBy(nth))) }),
  },
  "search by a whole kana name": { who: "operations", ask: (context) => search(context, { text: kana }) },
  "search by a family name": { who: "operations", ask: (context) => search(context, { text: "サトウ" }) },
  "search by a family name in one branch": {
    who: "clerk",
    ask: (context) => search(context, { text: "サトウ" }),
  },
  "search by one kana": { who: "operations", ask: (context) => search(context, { text: "ナ" }) },
  "search by what nobody is called": {
    who: "operations",
    ask: (context) => search(context, { text: "ンン" }),
  },
  "search for nothing": { who: "operations", ask: (context) => search(context, {}) },
  "search for nothing in one branch": { who: "clerk", ask: (context) => search(context, {}) },
  "search for nothing, from the last kana": {
    who: "operations",
    ask: (context) => search(context, { sort: "-kana" }),
  },
  "search for nothing in one branch, from the last kana": {
    who: "clerk",
    ask: (context) => search(context, { sort: "-kana" }),
  },
  "file of contracts, first part": { who: "operations", ask: (context) => partOfContracts(context, {}) },
  "file of contracts, a further part": {
    who: "operations",
    ask: (context, nth) => partOfContracts(context, { after: [kana, contractorIdOf(nth)] }),
  },
  "contract page": {
    who: "operations",
    ask: (context, nth) => readContract(context, { contractId: contractIdOf(nth) }),
  },
};
