import { createHmac } from "node:crypto";
import { cardCells } from "#core/logins/rules.ts";

/** What all demo data is made from. It stands here in the open: nothing in a demo database is worth hiding. */
export const demoSeed = 716_016;

/** Bytes that follow from the demo's seed and a name, so that `npm run demo` can tell them again. */
export function demoBytes(name: string, count: number): Buffer {
  const block = (at: number) => createHmac("sha256", `token-desk demo ${demoSeed}`).update(`${name} ${at}`);
  const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, at) => block(at).digest());
  return Buffer.concat(blocks).subarray(0, count);
}

const letters = "abcdefghijkmnpqrstuvwxyz23456789";

function word(name: string, length: number): string {
  return Array.from(demoBytes(name, length), (byte) => letters[byte % letters.length]).join("");
}

/** Such as `clerk01-hamana-7f3k`: 12 characters or more, easy to type. */
export function staffPassword(username: string): string {
  return `${username}-hamana-${word(`staff password ${username}`, 4)}`;
}

/** The seed of a staff member's authenticator: 20 bytes, TOTP SHA-1, 6 digits, 30 s. */
export function staffOtpSecret(username: string): Buffer {
  return demoBytes(`staff otp ${username}`, 20);
}

/** A customer's login password: 12 characters. */
export function contractPassword(contractorId: string): string {
  return word(`contract password ${contractorId}`, 12);
}

/** The eight numbers on a customer card, in its order, of one or two digits. */
export function contractCells(contractorId: string): string[] {
  const bytes = demoBytes(`card ${contractorId}`, cardCells.length);
  return Array.from(bytes, (byte) => String(byte % 100));
}

/** A token's seed; as long as its hash, as makers do. */
export function tokenSeed(serial: string, byteCount: number): Buffer {
  return demoBytes(`token ${serial}`, byteCount);
}

/** The key of the API client «demo», in the shape of every other: 256 bits. */
export const demoApiKey = `tdk_${demoBytes("api key", 32).toString("base64url")}`;
