import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedStep, learnedDrift, type OtpToken, otpAt, stepAt } from "#core/logins/otp.ts";

const token: OtpToken = {
  kind: "totp",
  algorithm: "sha1",
  digits: 6,
  stepSeconds: 30,
  lastStep: -1,
  driftSteps: 0,
};
const seed = Buffer.from("12345678901234567890");
const now = new Date("2026-11-22T15:00:10Z");
const present = stepAt(now, 30);

describe("the codes are those of the RFCs", () => {
  test("RFC 4226 appendix D", () => {
    expect(Array.from({ length: 10 }, (_, counter) => otpAt(token, seed, counter)).join(" ")).toBe(
      "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489",
    );
  });

  test("RFC 4226 appendix D, all that truncation leaves", () => {
    const whole = { algorithm: "sha1", digits: 10 } as const;
    expect(Array.from({ length: 10 }, (_, counter) => Number(otpAt(whole, seed, counter)))).toEqual([
      1284755224, 1094287082, 137359152, 1726969429, 1640338314, 868254676, 1918287922, 82162583, 673399871,
      645520489,
    ]);
  });

  const secrets = {
    sha1: "12345678901234567890",
    sha256: "12345678901234567890123456789012",
    sha512: "1234567890123456789012345678901234567890123456789012345678901234",
  };
  test.each([
    [59, "94287082", "46119246", "90693936"],
    [1111111109, "07081804", "68084774", "25091201"],
    [1111111111, "14050471", "67062674", "99943326"],
    [1234567890, "89005924", "91819424", "93441116"],
    [2000000000, "69279037", "90698825", "38618901"],
    [20000000000, "65353130", "77737706", "47863826"],
  ])("RFC 6238 appendix B at %i s", (seconds, sha1, sha256, sha512) => {
    const step = stepAt(new Date(seconds * 1000), 30);
    const codes = (["sha1", "sha256", "sha512"] as const).map((algorithm) =>
      otpAt({ algorithm, digits: 8 }, Buffer.from(secrets[algorithm]), step),
    );
    expect(codes).toEqual([sha1, sha256, sha512]);
  });
});

const tried = (changes: Partial<OtpToken>, offset: number) =>
  acceptedStep(
    { ...token, ...changes },
    { seed, otp: otpAt(token, seed, present + offset), now, windowSteps: 1, hotpLookAhead: 10 },
  );

describe("the window", () => {
  test.each([-3, -2, -1, 0, 1, 2, 3])("at %i steps from now", (offset) => {
    expect(tried({}, offset)).toBe(Math.abs(offset) <= 1 ? present + offset : undefined);
  });

  test("moves with the drift", () => {
    expect(tried({ driftSteps: 2 }, 3)).toBe(present + 3);
    expect(tried({ driftSteps: 2 }, 0)).toBeUndefined();
  });

  test("holds no step older than the last accepted, and finds that one to be refused by the write", () => {
    expect(tried({ lastStep: present }, -1)).toBeUndefined();
    expect(tried({ lastStep: present }, 0)).toBe(present);
    expect(tried({ lastStep: present }, 1)).toBe(present + 1);
  });

  test("a step may last a minute", () => {
    const slow = { ...token, stepSeconds: 60 };
    const otp = otpAt(slow, seed, stepAt(now, 60));
    expect(acceptedStep(slow, { seed, otp, now, windowSteps: 1, hotpLookAhead: 10 })).toBe(stepAt(now, 60));
  });

  test("an HOTP counter is looked for a little ahead, never behind", () => {
    const hotp = { ...token, kind: "hotp" as const, lastStep: 5 };
    const at = (counter: number) =>
      acceptedStep(hotp, { seed, otp: otpAt(token, seed, counter), now, windowSteps: 1, hotpLookAhead: 10 });
    expect([4, 5, 6, 15, 16].map(at)).toEqual([undefined, 5, 6, 15, undefined]);
  });

  test("a code of another length is wrong, not an error", () => {
    expect(
      acceptedStep(token, { seed, otp: "12345678", now, windowSteps: 1, hotpLookAhead: 10 }),
    ).toBeUndefined();
  });
});

describe("the learned drift", () => {
  const limits = { driftStepLimit: 1, driftTotalLimit: 10 };

  test("follows a slow clock one step at a time, once it has rested", () => {
    const rested = { ...token, lastStep: present - 10_000 };
    expect(learnedDrift(rested, present - 1, now, limits)).toBe(-1);
    expect(learnedDrift({ ...rested, driftSteps: -1 }, present - 3, now, limits)).toBe(-2);
    expect(learnedDrift({ ...rested, driftSteps: -2 }, present, now, limits)).toBe(-1);
  });

  test("cannot be carried along: at one moment no run of codes leaves the window", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -12, max: 12 }), { maxLength: 60 }), (offsets) => {
        let known = { ...token, lastStep: present - 10_000 };
        for (const offset of offsets) {
          const otp = otpAt(token, seed, present + offset);
          const step = acceptedStep(known, { seed, otp, now, windowSteps: 1, hotpLookAhead: 10 });
          if (step === undefined || step <= known.lastStep) continue;
          expect(Math.abs(step - present)).toBeLessThanOrEqual(2);
          known = { ...known, lastStep: step, driftSteps: learnedDrift(known, step, now, limits) };
        }
      }),
    );
  });

  test("never passes its total limit", () => {
    const far = { ...token, lastStep: present - 10_000, driftSteps: 10 };
    expect(learnedDrift(far, present + 11, now, limits)).toBe(10);
  });

  test("that a resync showed beyond the limit is not pulled back, nor carried further", () => {
    const far = { ...token, lastStep: present - 10_000, driftSteps: 40 };
    expect(learnedDrift(far, present + 41, now, limits)).toBe(40);
    expect(learnedDrift(far, present + 39, now, limits)).toBe(39);
    expect(learnedDrift({ ...far, driftSteps: -40 }, present - 41, now, limits)).toBe(-40);
  });

  test("is not learned from the first code of all", () => {
    expect(learnedDrift(token, present + 1, now, limits)).toBe(0);
  });
});
