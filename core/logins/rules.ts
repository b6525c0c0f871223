import type { TransitionTable } from "#core/transitions.ts";

/** The eight cells of the customer card, in their order. */
export const cardCells = ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク"] as const;
export type CardCell = (typeof cardCells)[number];

export const factors = ["none", "otp", "card"] as const;
export type Factor = (typeof factors)[number];

export const loginOutcomes = ["accepted", "rejected", "locked", "factor_required"] as const;
export type LoginOutcome = (typeof loginOutcomes)[number];

/** How the check of one factor ends. */
export type FactorOutcome = Exclude<LoginOutcome, "factor_required">;

/** What an event may tell: also of a check that was turned away unlooked at, for too many failures or too soon. */
export const loginEventOutcomes = [...loginOutcomes, "throttled"] as const;
export type LoginEventOutcome = (typeof loginEventOutcomes)[number];

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
export const loginEventFactors = ["password", "otp", "card", "registration", "resync"] as const;
export type LoginEventFactor = (typeof loginEventFactors)[number];

/** Our own pages at which a check may have been asked for; every other client key is an API client's id. */
export const ownClients = ["personal-web", "console"] as const;
export type OwnClient = (typeof ownClients)[number];

/** Where a contract stands for other systems and on its page. */
export const otpStates = ["unregistered", "registered", "suspended", "reissuing", "locked"] as const;
export type OtpState = (typeof otpStates)[number];

/** The 28 unordered pairs of different cells, as indexes into `cardCells`. */
export const cellPairs: readonly (readonly [number, number])[] = cardCells.flatMap((_, first) =>
  cardCells.slice(first + 1).map((_, offset) => [first, first + 1 + offset] as const),
);

/** All that decides what a contract's login asks for. */
export type Standing = {
  /** Whether each counter has used up its limit. */
  locked: Readonly<Record<Counter, boolean>>;
  /** The state of the registered token; null where none is registered. */
  tokenState: string | null;
  /** A reissue is under way and the old token unbound. */
  gap: boolean;
  /** Whether the gap's card access is open now: neither past its deadline nor used up. */
  cardOpen: boolean;
};

/** Where the contract stands, the gravest first. */
export function otpStateOf({ locked, tokenState, gap }: Standing): OtpState {
  if (locked.password || locked.otp || locked.card) return "locked";
  if (tokenState !== null) return tokenState === "active" ? "registered" : "suspended";
  return gap ? "reissuing" : "unregistered";
}

/** What a login must still show after a right password, or `locked` where it is refused. */
export function dueFactor(standing: Standing): Factor | "locked" {
  switch (otpStateOf(standing)) {
    case "registered":
      return "otp";
    case "reissuing":
      return standing.cardOpen ? "card" : "locked";
    case "unregistered":
      return "none";
    default:
      return "locked";
  }
}

/** Whether a token that has been sent may be registered: not over a lock, nor over a stopped token. */
export function mayRegister(standing: Standing): boolean {
  return !["locked", "suspended"].includes(otpStateOf(standing));
}

/** The names of two cells, as the page and the API tell them. */
export type CellNames = readonly [CardCell, CardCell];

/** The names of the cells at two positions 0–7. Throws a RangeError for any other. */
export function cellNames([first, second]: readonly [number, number]): CellNames {
  const names = [cardCells[first], cardCells[second]] as const;
  if (names[0] === undefined || names[1] === undefined) throw new RangeError("no such cell");
  return [names[0], names[1]];
}

/** How far from the expected one a step may be, and how far drift is learned: the bank's settings. */
export type OtpLimits = {
  /** Time steps accepted before and after the present one. */
  windowSteps: number;
  /** Counters that a button may be ahead (RFC 4226 §7.4). */
  hotpLookAhead: number;
  /** The most that drift may move at one login, and may reach in all. */
  driftStepLimit: number;
  driftTotalLimit: number;
};

/**
 * How long a token must have rested before its drift is learned again. Clocks drift by seconds a month;
 * without this, a run of early OTPs would carry the window along with it.
 */
export const driftRestSeconds = 12 * 60 * 60;
