import { execFileSync, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { generateSync } from "otplib";
import { expect, test } from "vitest";
import { otpAt, stepAt } from "#core/logins/otp.ts";

const seeds = (maxLength: number) =>
  fc.uint8Array({ minLength: 16, maxLength, size: "max" }).map((bytes) => Buffer.from(bytes));
const algorithms = fc.constantFrom("sha1", "sha256", "sha512");
const digits = fc.constantFrom(6 as const, 8 as const);
const counters = fc.integer({ min: 0, max: 2 ** 40 });
/** From 1970 to 2242, in whole seconds. */
const instants = fc.integer({ min: 0, max: 2 ** 33 });

test("otplib gives the same codes", () => {
  fc.assert(
    fc.property(seeds(64), algorithms, digits, counters, (seed, algorithm, digits, counter) => {
      const theirs = generateSync({ strategy: "hotp", secret: seed, counter, algorithm, digits });
      expect(otpAt({ algorithm, digits }, seed, counter)).toBe(theirs);
    }),
    { numRuns: 300 },
  );
});

test("so does HMAC as Node has it, for seeds longer than a hash's block too", () => {
  fc.assert(
    fc.property(seeds(200), algorithms, counters, (seed, algorithm, counter) => {
      const message = Buffer.alloc(8);
      message.writeBigUInt64BE(BigInt(counter));
      const mac = createHmac(algorithm, seed).update(message).digest();
      const truncated = mac.readUInt32BE(mac.readUInt8(mac.length - 1) % 16) % 2 ** 31;
      expect(Number(otpAt({ algorithm, digits: 10 }, seed, counter))).toBe(truncated);
    }),
    { numRuns: 300 },
  );
});

const installed = spawnSync("oathtool", ["--version"]).status === 0;

function oathtool(seed: Buffer, ...options: string[]): string {
  return execFileSync("oathtool", [...options, seed.toString("hex")], { encoding: "utf8" }).trim();
}

test("oathtool gives the same codes for a time", ({ skip }) => {
  skip(!installed, "oathtool is not installed here");
  fc.assert(
    fc.property(
      seeds(64),
      algorithms,
      digits,
      fc.constantFrom(30, 60),
      instants,
      (seed, algorithm, digits, stepSeconds, seconds) => {
        const theirs = oathtool(
          seed,
          `--totp=${algorithm}`,
          `--digits=${digits}`,
          `--time-step-size=${stepSeconds}s`,
          `--now=@${seconds}`,
        );
        const step = stepAt(new Date(seconds * 1000), stepSeconds);
        expect(otpAt({ algorithm, digits }, seed, step)).toBe(theirs);
      },
    ),
    { numRuns: 80 },
  );
});

// oathtool counts with SHA-1 alone.
test("oathtool gives the same codes for a counter", ({ skip }) => {
  skip(!installed, "oathtool is not installed here");
  fc.assert(
    fc.property(seeds(64), digits, counters, (seed, digits, counter) => {
      const theirs = oathtool(seed, "--hotp", `--digits=${digits}`, `--counter=${counter}`);
      expect(otpAt({ algorithm: "sha1", digits }, seed, counter)).toBe(theirs);
    }),
    { numRuns: 40 },
  );
});
