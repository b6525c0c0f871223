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

export type TokenEvent =
  | "allocate"
  | "release"
  | "ship"
  | "deliver"
  | "restock"
  | "activate"
  | "suspend"
  | "reopen"
  | "revoke"
  | "dispose";

export const tokenTransitions: TransitionTable<TokenState, TokenEvent> = {
  in_stock: { allocate: "allocated", dispose: "disposed" },
  allocated: { ship: "in_transit", release: "in_stock", revoke: "revoked" },
  in_transit: { deliver: "delivered", activate: "active", restock: "in_stock", revoke: "revoked" },
  delivered: { activate: "active", revoke: "revoked" },
  active: { suspend: "suspended", revoke: "revoked" },
  suspended: { reopen: "active", revoke: "revoked" },
  revoked: { dispose: "disposed" },
};

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
