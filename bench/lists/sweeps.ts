import type { Context, StaffActor } from "#core/actor.ts";
import { search } from "#core/contracts/search.ts";
import { listOfDispatches } from "#core/dispatches/list.ts";
import { dispatchSorts, dispatchStates } from "#core/dispatches/rules.ts";
import { listOfForms } from "#core/forms/list.ts";
import { deskFormStates, formKinds, formSorts, formStates, formTasks } from "#core/forms/rules.ts";
import { listOfLoginEvents } from "#core/logins/list-events.ts";
import { loginEventFactors, loginEventOutcomes } from "#core/logins/rules.ts";
import { listOfNotices } from "#core/notices/list.ts";
import { noticeEvents, noticeSorts, noticeStates } from "#core/notices/rules.ts";
import { listOfOrders } from "#core/orders/list.ts";
import { openOrderStates, orderSorts, orderStates, orderTasks } from "#core/orders/rules.ts";
import { listOfTokens } from "#core/tokens/list.ts";
import { tokenSorts, tokenStates } from "#core/tokens/rules.ts";

/** A list in each way that its page offers: what may be chosen in each of its fields. */
export type Sweep = {
  who: "clerk" | "operations" | "auditor";
  ask: (context: Context<StaffActor>, asked: Record<string, unknown>) => Promise<unknown>;
  fields: Readonly<Record<string, readonly unknown[]>>;
};

const both = (sorts: readonly string[]) => sorts.flatMap((sort) => [sort, `-${sort}`]);
const each = (states: readonly string[]) => states.map((state) => [state]);
/** None, the largest, one of the smallest. */
const branchCode = [undefined, "001", "080"];
const days = { from: [undefined, "2021-03-01"], until: [undefined, "2021-03-31"] };

export const sweeps: Readonly<Record<string, Sweep>> = {
  forms: {
    who: "operations",
    ask: listOfForms,
    fields: {
      states: [deskFormStates, [], ...each(formStates)],
      kind: [undefined, ...formKinds],
      task: [undefined, ...formTasks],
      branchCode,
      sort: both(formSorts),
    },
  },
  orders: {
    who: "operations",
    ask: listOfOrders,
    fields: {
      states: [openOrderStates, [], ...each(orderStates)],
      task: [undefined, ...orderTasks],
      branchCode,
      sort: both(orderSorts),
    },
  },
  tokens: {
    who: "operations",
    ask: listOfTokens,
    fields: {
      state: [undefined, ...tokenStates],
      model: [undefined, "LT-2"],
      batch: [undefined, "delivery 9"],
      expiresBefore: [undefined, "2027-06-01"],
      sort: both(tokenSorts),
    },
  },
  contracts: {
    who: "clerk",
    ask: search,
    fields: { text: ["", "ナ", "サトウ", "サトウ ハナコ", "ンン"], sort: ["kana", "-kana"] },
  },
  notices: {
    who: "operations",
    ask: listOfNotices,
    fields: {
      state: [undefined, ...noticeStates],
      event: [undefined, ...noticeEvents],
      branchCode,
      ...days,
      sort: both(noticeSorts),
    },
  },
  dispatches: {
    who: "operations",
    ask: listOfDispatches,
    fields: { state: [undefined, ...dispatchStates], ...days, sort: both(dispatchSorts) },
  },
  "login events": {
    who: "auditor",
    ask: listOfLoginEvents,
    fields: {
      outcome: [undefined, ...loginEventOutcomes],
      factor: [undefined, ...loginEventFactors],
      address: [undefined, "10.0.7.7", "198.51.100.1"],
      ...days,
    },
  },
};

/** Every choice of one of each field. */
export function choices({ fields }: Sweep): Record<string, unknown>[] {
  return Object.entries(fields).reduce<Record<string, unknown>[]>(
    (chosen, [name, offered]) => chosen.flatMap((one) => offered.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
