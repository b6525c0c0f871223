import type { TransitionTable } from "#core/transitions.ts";

export const tokenStates = [
  "in_stock",
  "allocated",
  "in_transit",
  "delivered",
  "active",
  "suspended",
  "revoked",
  "disposed",
] as const;
export type TokenState = (typeof tokenStates)[number];

/** By what their list may be sorted; first the usual way of those in one state, the soonest to run out first. */
export const tokenSorts = ["expiresOn", "serial"] as const;
export type TokenSort = (typeof tokenSorts)[number];

/** What tokens that are listed have in common. */
type Narrowed = Partial<Record<"state" | "model" | "batch" | "expiresFrom" | "expiresBefore", string>>;

/**
 * By what tokens may be sorted that are narrowed so, first the usual way: what an index has in that order. A batch has its
 * serials, and its batteries end together; among those of all states are many long out of use.
 */
export function tokenSortsOf(by: Narrowed): readonly [TokenSort, ...TokenSort[]] {
  if (by.batch) return ["serial"];
  if (by.model || by.expiresFrom || by.expiresBefore) return ["expiresOn"];
  return by.state ? ["expiresOn", "serial"] : ["serial"];
}

export type TokenEvent =
  | "allocate"
  | "release"
  | "ship"
  | "deliver"
  | "take_back"
  | "restock"
  | "activate"
  | "suspend"
  | "reopen"
  | "revoke"
  | "dispose";

export const tokenTransitions: TransitionTable<TokenState, TokenEvent> = {
  in_stock: { allocate: "allocated", revoke: "revoked", dispose: "disposed" },
  allocated: { ship: "in_transit", release: "in_stock", revoke: "revoked" },
  in_transit: { deliver: "delivered", activate: "active", restock: "in_stock", revoke: "revoked" },
  delivered: { activate: "active", take_back: "in_transit", revoke: "revoked" },
  active: { suspend: "suspended", revoke: "revoked" },
  suspended: { reopen: "active", revoke: "revoked" },
  revoked: { dispose: "disposed" },
};

/** What a person may do with tokens by themselves; forms, orders and customers move them too. */
export const tokenMoves = [
  "suspend",
  "reopen",
  "release",
  "restock",
  "revoke",
  "dispose",
] as const satisfies readonly TokenEvent[];
export type TokenMove = (typeof tokenMoves)[number];

/** Moves that one person asks for and another approves. */
export const askedMoves = ["reopen", "dispose"] as const satisfies readonly TokenMove[];
export type AskedMove = (typeof askedMoves)[number];

/** By what the list of requests is sorted, the newest first. */
export const tokenRequestSorts = ["proposedAt"] as const;
export type TokenRequestSort = (typeof tokenRequestSorts)[number];

export function isAskedMove(move: TokenMove): move is AskedMove {
  return (askedMoves as readonly TokenMove[]).includes(move);
}

/** Moves that many tokens may make at once: those in which no order has a part. */
export const bulkMoves = ["suspend", "reopen", "revoke", "dispose"] as const satisfies readonly TokenMove[];
export type BulkMove = (typeof bulkMoves)[number];

/** How many tokens one move may be of. */
export const bulkLimit = 5000;

/** All that decides whether a token may make a move. */
export type MoveFacts = {
  state: TokenState;
  /** Registered to a contract. */
  bound: boolean;
  /** An open order sends it. */
  onOrder: boolean;
  /** The post brought that order's mail back. */
  mailReturned: boolean;
  /** Reported stolen, by a form or when it was stopped. */
  stolen: boolean;
  /** A form that the token's loss or find led to waits at a desk. */
  formUnderWay: boolean;
  /** Somebody has asked for its reopening or disposal. */
  asked: boolean;
};

export const moveRefusals = [
  "state",
  "bound",
  "notReturned",
  "stolen",
  "formUnderWay",
  "asked",
  "onOrder",
] as const;
export type MoveRefusal = (typeof moveRefusals)[number];

/** Why a token may not make a move; undefined where it may. */
export function moveRefusal(move: TokenMove, facts: MoveFacts): MoveRefusal | undefined {
  if (tokenTransitions[facts.state]?.[move] === undefined) return "state";
  // Without its binding's end and a reissue, the password alone would open the login: only forms do both.
  if (move === "revoke" && facts.bound) return "bound";
  if (move === "restock" && !facts.mailReturned) return "notReturned";
  if (move === "reopen" && facts.stolen) return "stolen";
  if (move === "reopen" && facts.formUnderWay) return "formUnderWay";
  return isAskedMove(move) && facts.asked ? "asked" : undefined;
}

/** The same for one of many tokens: what an order hangs on is moved one by one. */
export function bulkRefusal(move: BulkMove, facts: MoveFacts): MoveRefusal | undefined {
  return moveRefusal(move, facts) ?? (facts.onOrder ? "onOrder" : undefined);
}

export const tokenKinds = ["totp", "hotp"] as const;
export type TokenKind = (typeof tokenKinds)[number];

export const otpAlgorithms = ["sha1", "sha256", "sha512"] as const;
export type OtpAlgorithm = (typeof otpAlgorithms)[number];

/** Why a serial is no longer bound to its contract. */
export const unbindReasons = ["reissue", "exchange", "unenroll"] as const;
export type UnbindReason = (typeof unbindReasons)[number];

/** A serial as a list or another system may see it: 2V07•••••FK2. */
export function maskSerial(serial: string): string {
  return serial.length <= 7
    ? "•".repeat(serial.length)
    : `${serial.slice(0, 4)}${"•".repeat(serial.length - 7)}${serial.slice(-3)}`;
}
