import type { TransitionTable } from "#core/transitions.ts";

/** The eight cells of the customer card, in their order. */
export const cardCells = ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク"] as const;
export type CardCell = (typeof cardCells)[number];

export const factors = ["none", "otp", "card"] as const;
export type Factor = (typeof factors)[number];

export const loginOutcomes = ["accepted", "rejected", "locked", "factor_required"] as const;
export type LoginOutcome = (typeof loginOutcomes)[number];

/** A login that passed its password: it waits for its factor, has been let in, or is over. */
export const loginStates = ["factor_required", "accepted", "closed"] as const;
export type LoginState = (typeof loginStates)[number];

export const loginTransitions: TransitionTable<LoginState, "accept" | "close"> = {
  factor_required: { accept: "accepted", close: "closed" },
  accepted: { close: "closed" },
};

/** What is counted apart: a guess at one says nothing of the others. */
export const counters = ["password", "otp", "card"] as const;
export type Counter = (typeof counters)[number];

/** What a login event may tell of. */
export const loginEventFactors = ["password", "otp", "card", "registration"] as const;
export type LoginEventFactor = (typeof loginEventFactors)[number];

/** Where a contract stands for other systems and on its page. */
export const otpStates = ["unregistered", "registered", "suspended", "reissuing", "locked"] as const;
export type OtpState = (typeof otpStates)[number];

/** The 28 unordered pairs of different cells, as indexes into `cardCells`. */
export const cellPairs: readonly (readonly [number, number])[] = cardCells.flatMap((_, first) =>
  cardCells.slice(first + 1).map((_, offset) => [first, first + 1 + offset] as const),
);
