import type { TransitionTable } from "#core/transitions.ts";

export const orderStates = [
  "placed",
  "allocated",
  "shipped",
  "delivered",
  "completed",
  "returned",
  "closed",
  "cancelled",
] as const;
export type OrderState = (typeof orderStates)[number];

export type OrderEvent =
  | "allocate"
  | "release"
  | "ship"
  | "deliver"
  | "register"
  | "return"
  | "close"
  | "cancel";

/**
 * The customer may hold the token before the post says so: registration follows `shipped` too. What was lost in the
 * post is sent anew; what was lost after its delivery needs a new form.
 */
export const orderTransitions: TransitionTable<OrderState, OrderEvent> = {
  placed: { allocate: "allocated", cancel: "cancelled" },
  allocated: { ship: "shipped", release: "placed", cancel: "cancelled" },
  shipped: { deliver: "delivered", register: "completed", return: "returned", release: "placed" },
  delivered: { register: "completed", return: "returned", close: "closed" },
  returned: { ship: "shipped", close: "closed" },
};

/** States in which the order still waits for somebody; a contract has at most one such order. */
export const openOrderStates = [
  "placed",
  "allocated",
  "shipped",
  "delivered",
  "returned",
] as const satisfies readonly OrderState[];
export type OpenOrderState = (typeof openOrderStates)[number];

/** How often the mail of one order may come back and be sent once more. */
export const resendsAtMost = 1;

/** Whether an order's token may be posted: it is at hand, and its mail has not come back too often. */
export function isToSend({ state, returned }: { state: OrderState; returned: number }): boolean {
  return state === "allocated" || (state === "returned" && returned <= resendsAtMost);
}

/** Whether an order is to be packed. */
export function isToPack(order: { state: OrderState; dispatchId: string | null; returned: number }): boolean {
  return order.dispatchId === null && isToSend(order);
}

/** Whether an order of a dispatch has yet to be posted. */
export function isToPost({ state }: { state: OrderState }): boolean {
  return state === "allocated" || state === "returned";
}

/** How soon an order counts as nearly late, in business days before it is due. */
export const soonLateDays = 2;

/** What makes an order stand out, whatever its state: what home counts, and the list can be narrowed to. */
export const orderTasks = ["late", "mail_silent", "mail_stuck", "mail_returning", "return_kept"] as const;
export type OrderTask = (typeof orderTasks)[number];

/** By what their list may be sorted; first the usual way, the soonest due first. */
export const orderSorts = ["dueOn", "number"] as const;
export type OrderSort = (typeof orderSorts)[number];

export type OrderClock = "late" | "soon_late" | "in_time" | "stopped";

/** How an order stands against its due day; days are YYYY-MM-DD in Japan. It stops once the mail is delivered. */
export function orderClock(
  order: { state: OrderState; dueOn: string },
  { today, soon }: { today: string; soon: string },
): OrderClock {
  if (!(["placed", "allocated", "shipped", "returned"] as OrderState[]).includes(order.state))
    return "stopped";
  if (order.dueOn < today) return "late";
  return order.dueOn <= soon ? "soon_late" : "in_time";
}
