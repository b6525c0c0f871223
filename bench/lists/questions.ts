import type { Context, StaffActor } from "#core/actor.ts";
import { readContract } from "#core/contracts/read.ts";
import { search } from "#core/contracts/search.ts";
import { listOfForms } from "#core/forms/list.ts";
import { deskFormStates } from "#core/forms/rules.ts";
import { readHome } from "#core/home/read.ts";
import { listOfLoginEvents } from "#core/logins/list-events.ts";
import { listOfOrders } from "#core/orders/list.ts";
import { readLabels } from "#core/tokens/labels.ts";
import { listKinds, listOfTokens } from "#core/tokens/list.ts";
import { readToken } from "#core/tokens/read.ts";
import { readStock } from "#core/tokens/stock.ts";
import { contractIdOf, contractorIdOf, serialOf, trackingNumberOf } from "./fill.ts";

type Who = "clerk" | "approver" | "operations" | "auditor";
type Question = { who: Who; ask: (context: Context<StaffActor>, nth: number) => Promise<unknown> };

/** What a page asks of the database, each time for another thing: `nth` is a contract's number. */
export const questions: Readonly<Record<string, Question>> = {
  "home of a clerk": { who: "clerk", ask: (context) => readHome(context, {}) },
  "home of an approver": { who: "approver", ask: (context) => readHome(context, {}) },
  "home of operations": { who: "operations", ask: (context) => readHome(context, {}) },
  "search by contractor ID": {
    who: "clerk",
    ask: (context, nth) => search(context, { text: contractorIdOf(nth) }),
  },
  "search by a whole kana name": {
    who: "operations",
    ask: (context) => search(context, { text: "サトウ ハナコ" }),
  },
  "search by a family name": { who: "operations", ask: (context) => search(context, { text: "サトウ" }) },
  "search by a family name in one branch": {
    who: "clerk",
    ask: (context) => search(context, { text: "サトウ" }),
  },
  "search for nothing, from the last kana": {
    who: "clerk",
    ask: (context) => search(context, { sort: "-kana" }),
  },
  "search for nothing": { who: "clerk", ask: (context) => search(context, {}) },
  "search by serial": { who: "operations", ask: (context, nth) => search(context, { text: serialOf(nth) }) },
  "search by tracking number": {
    who: "operations",
    ask: (context, nth) => search(context, { text: trackingNumberOf(nth) }),
  },
  "search by form number": {
    who: "operations",
    ask: (context, nth) => search(context, { text: String(1_000_001 + nth) }),
  },
  "contract page": {
    who: "operations",
    ask: (context, nth) => readContract(context, { contractId: contractIdOf(nth) }),
  },
  "forms awaiting approval in one branch": {
    who: "approver",
    ask: (context) => listOfForms(context, { states: ["awaiting_approval"] }),
  },
  "forms awaiting approval": {
    who: "operations",
    ask: (context) => listOfForms(context, { states: ["awaiting_approval"] }),
  },
  "forms in one branch": { who: "clerk", ask: (context) => listOfForms(context, {}) },
  forms: { who: "operations", ask: (context) => listOfForms(context, {}) },
  "forms of a kind": { who: "operations", ask: (context) => listOfForms(context, { kind: "reissue" }) },
  "forms in one branch by the day received, from the last": {
    who: "clerk",
    ask: (context) => listOfForms(context, { sort: "-receivedOn" }),
  },
  "forms waiting by the day received": {
    who: "operations",
    ask: (context) => listOfForms(context, { states: deskFormStates, sort: "receivedOn" }),
  },
  "forms completed, from the last": {
    who: "operations",
    ask: (context) => listOfForms(context, { states: ["completed"], sort: "-number" }),
  },
  "forms overdue": { who: "clerk", ask: (context) => listOfForms(context, { task: "form_overdue" }) },
  "orders open": { who: "operations", ask: (context) => listOfOrders(context, {}) },
  "orders open in one branch": { who: "clerk", ask: (context) => listOfOrders(context, {}) },
  "orders to allocate": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: ["placed"] }),
  },
  "orders open by number, from the last": {
    who: "operations",
    ask: (context) => listOfOrders(context, { sort: "-number" }),
  },
  "orders of another branch, all": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: [], branchCode: "040", sort: "-dueOn" }),
  },
  "orders late": { who: "operations", ask: (context) => listOfOrders(context, { task: "late" }) },
  "orders completed": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: ["completed"] }),
  },
  "tokens in stock": { who: "operations", ask: (context) => listOfTokens(context, { state: "in_stock" }) },
  "tokens in stock by serial, from the last": {
    who: "operations",
    ask: (context) => listOfTokens(context, { state: "in_stock", sort: "-serial" }),
  },
  "tokens in stock, page 40": {
    who: "operations",
    ask: (context) => listOfTokens(context, { state: "in_stock", page: 40 }),
  },
  tokens: { who: "operations", ask: (context) => listOfTokens(context, {}) },
  "tokens of a model": {
    who: "operations",
    ask: (context) => listOfTokens(context, { state: "active", model: "LT-2" }),
  },
  "models and batches": { who: "operations", ask: (context) => listKinds(context, {}) },
  "stock and forecast": { who: "operations", ask: (context) => readStock(context, {}) },
  labels: { who: "operations", ask: (context) => readLabels(context, { state: "in_stock" }) },
  "token page": { who: "operations", ask: (context, nth) => readToken(context, { token: serialOf(nth) }) },
  "login events": { who: "auditor", ask: (context) => listOfLoginEvents(context, {}) },
  "login events of a contract": {
    who: "auditor",
    ask: (context, nth) => listOfLoginEvents(context, { contractorId: contractorIdOf(nth) }),
  },
};
