import { createHash } from "node:crypto";
import { otpAt } from "#core/logins/otp.ts";

/** Of the benchmark's own database alone. */
export const apiKey = "tdk_only-for-the-benchmark-on-loopback-000";
export const password = "bench-Passw0rd";

export function contractorIdOf(nth: number): string {
  return String(80_000_000_000 + nth);
}

/** A seed of 20 bytes that the load can make again. */
export function seedOf(nth: number): Buffer {
  return createHash("sha1").update(`bench ${nth}`).digest();
}

export function codeOf(nth: number, step: number): string {
  return otpAt({ algorithm: "sha1", digits: 6 }, seedOf(nth), step);
}

/** The address that a customer comes from, as their login server tells it. */
export function addressOf(nth: number): string {
  return `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`;
}
