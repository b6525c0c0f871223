import { problem } from "./row.ts";

const base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A seed written in hex, or else in base32 (RFC 4648 §6); spaces and hyphens between groups are left out. */
export function seedIn(text: string): Buffer {
  const digits = text.replaceAll(/[\s-]/g, "");
  return /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, "hex") : base32In(digits);
}

/** A seed written in base32. Bits that fill no byte are left out, whatever they are: makers fill them up at random. */
export function base32In(text: string): Buffer {
  const digits = text
    .replaceAll(/[\s-]/g, "")
    .replace(/={1,6}$/, "")
    .toUpperCase();
  if (!/^[A-Z2-7]+$/.test(digits) || [1, 3, 6].includes(digits.length % 8)) problem("tokenFile.seed");
  const seed = Buffer.alloc(Math.floor((digits.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 5) | base32Alphabet.indexOf(digit)) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      seed[at++] = bits >> held;
    }
  }
  return seed;
}

/** The bytes of xs:base64Binary, or undefined: Node alone would skip over what is none. */
export function base64In(text: string): Buffer | undefined {
  const digits = /\s/.test(text) ? text.replaceAll(/\s/g, "") : text;
  const whole = digits.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(digits);
  return whole ? Buffer.from(digits, "base64") : undefined;
}
