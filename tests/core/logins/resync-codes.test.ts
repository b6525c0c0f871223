import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OtpToken, otpAt, stepAt } from "#core/logins/otp.ts";
import { firstOfPair, shownDrift } from "#core/logins/resync-codes.ts";

const clock: OtpToken = {
  kind: "totp",
  algorithm: "sha1",
  digits: 6,
  stepSeconds: 30,
  lastStep: -1,
  driftSteps: 0,
};
const button: OtpToken = { ...clock, kind: "hotp" };
const seed = Buffer.from("12345678901234567890");
const now = new Date("2026-11-22T15:00:10Z");
const present = stepAt(now, 30);
const windowSteps = 120;

const codes = (token: OtpToken, ...steps: [number, number]) =>
  steps.map((step) => otpAt(token, seed, step)) as [string, string];
const found = (token: OtpToken, ...steps: [number, number]) =>
  firstOfPair(token, { seed, otps: codes(token, ...steps), now, windowSteps });

describe("a pair of codes", () => {
  test.each([-120, -119, -1, 0, 119])("of a clock is found %i steps from now", (offset) => {
    expect(found(clock, present + offset, present + offset + 1)).toBe(present + offset);
  });

  test.each([-121, 120])("of a clock %i steps from now is out of the window", (offset) => {
    expect(found(clock, present + offset, present + offset + 1)).toBeUndefined();
  });

  test("of a button is found ahead of the last counter used, as far as the window, and not behind", () => {
    const used = { ...button, lastStep: 5 };
    const at = (first: number) => found(used, first, first + 1);
    expect([6, 7, 124, 125].map(at)).toEqual([6, 7, 124, undefined]);
    expect(found(button, 0, 1)).toBe(0);
    expect(found(button, 118, 119)).toBe(118);
    expect(found(button, 119, 120)).toBeUndefined();
  });

  test.each([
    ["the same code twice", 0, 0],
    ["in the wrong order", 1, 0],
    ["with one left out", 0, 2],
  ])("%s is none", (_, first, second) => {
    expect(found(clock, present + first, present + second)).toBeUndefined();
  });

  test("with one of them wrong is none", () => {
    const [first, second] = codes(clock, present, present + 1);
    for (const otps of [
      [first, "000000"],
      ["000000", second],
    ] as const) {
      expect(firstOfPair(clock, { seed, otps, now, windowSteps })).toBeUndefined();
    }
  });

  test("of another length is none, not an error", () => {
    const otps = codes({ ...clock, digits: 8 }, present, present + 1);
    expect(firstOfPair(clock, { seed, otps, now, windowSteps })).toBeUndefined();
  });

  test("used up is found for what it is, an older one is not", () => {
    const used = { ...clock, lastStep: present + 3 };
    const at = (offset: number) => found(used, present + offset, present + offset + 1);
    expect([1, 2, 3, 4].map(at)).toEqual([undefined, present + 2, present + 3, present + 4]);
  });

  test("is found wherever it is in the window, for every kind of token", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("sha1", "sha256", "sha512"),
        fc.constantFrom(6, 8),
        fc.constantFrom(30, 60),
        fc.integer({ min: -20, max: 19 }),
        fc.uint8Array({ minLength: 16, maxLength: 64 }),
        (algorithm, digits, stepSeconds, offset, secret) => {
          const token: OtpToken = { ...clock, algorithm, digits, stepSeconds };
          const first = stepAt(now, stepSeconds) + offset;
          const otps = [first, first + 1].map((step) => otpAt(token, secret, step)) as [string, string];
          // The same code twice in a row happens once in a million, and is then no pair to tell apart.
          fc.pre(otps[0] !== otps[1]);
          expect(firstOfPair(token, { seed: secret, otps, now, windowSteps: 20 })).toBe(first);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("the drift is what the newer code showed; a button has none", () => {
  expect(shownDrift(clock, present + 4, now)).toBe(4);
  expect(shownDrift({ ...clock, stepSeconds: 60 }, stepAt(now, 60) - 2, now)).toBe(-2);
  expect(shownDrift(button, 40, now)).toBe(0);
});
