import { dispatchIdOf, orderedBy, orderIdOf, orderNumberOf } from "#bench/lists/ids.ts";
import { listOfDispatches, partOfDispatches } from "#core/dispatches/list.ts";
import { ordersToPack, readDispatch } from "#core/dispatches/read.ts";
import { readAllocation } from "#core/orders/allocation.ts";
import { listOfOrders, partOfOrders } from "#core/orders/list.ts";
import { readOrder } from "#core/orders/read.ts";
import { openOrderStates } from "#core/orders/rules.ts";
import type { Questions } from "./question.ts";

const all: readonly string[] = [];

export const orders: Questions = {
  "orders open": { who: "operations", ask: (context) => listOfOrders(context, {}) },
  "orders open in one branch": { who: "clerk", ask: (context) => listOfOrders(context, {}) },
  "orders open by number, from the last": {
    who: "operations",
    ask: (context) => listOfOrders(context, { sort: "-number" }),
  },
  "orders to allocate": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: ["placed"] }),
  },
  "orders late": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: openOrderStates, task: "late" }),
  },
  "orders whose mail is silent": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: openOrderStates, task: "mail_silent" }),
  },
  "orders whose mail is kept at the post": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: openOrderStates, task: "mail_stuck" }),
  },
  "orders whose mail is kept at the post, of one branch": {
    who: "clerk",
    ask: (context) => listOfOrders(context, { states: openOrderStates, task: "mail_stuck" }),
  },
  "orders whose mail comes back": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: openOrderStates, task: "mail_returning" }),
  },
  orders: { who: "operations", ask: (context) => listOfOrders(context, { states: all }) },
  "orders of another branch, the last due first": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: all, branchCode: "040", sort: "-dueOn" }),
  },
  "orders completed": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: ["completed"] }),
  },
  "orders, page 200": {
    who: "operations",
    ask: (context) => listOfOrders(context, { states: all, page: 200 }),
  },
  "file of orders, first part": {
    who: "operations",
    ask: (context) => partOfOrders(context, { states: all }),
  },
  "file of orders, a further part": {
    who: "operations",
    ask: (context, nth) =>
      partOfOrders(context, { states: all, sort: "number", after: [orderNumberOf(Math.floor(nth / 3))] }),
  },
  "order page": {
    who: "operations",
    ask: (context, nth) => readOrder(context, { orderId: orderIdOf(orderedBy(nth)) }),
  },
  "scanning desk": { who: "operations", ask: (context) => readAllocation(context, {}) },
  "orders to pack": { who: "operations", ask: (context) => ordersToPack(context, {}) },
  dispatches: { who: "operations", ask: (context) => listOfDispatches(context, {}) },
  "dispatches yet to be posted": {
    who: "operations",
    ask: (context) => listOfDispatches(context, { state: "to_post" }),
  },
  "file of dispatches, first part": { who: "operations", ask: (context) => partOfDispatches(context, {}) },
  "dispatch page": {
    who: "operations",
    ask: (context, nth) => readDispatch(context, { dispatchId: dispatchIdOf(nth) }),
  },
};
