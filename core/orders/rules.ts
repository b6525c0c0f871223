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

/** The customer may hold the token before the post says so: registration follows `shipped` too. */
export const orderTransitions: TransitionTable<OrderState, OrderEvent> = {
  placed: { allocate: "allocated", cancel: "cancelled" },
  allocated: { ship: "shipped", release: "placed", cancel: "cancelled" },
  shipped: { deliver: "delivered", register: "completed", return: "returned" },
  delivered: { register: "completed" },
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

/** How soon an order counts as nearly late, in business days before it is due. */
export const soonLateDays = 2;
