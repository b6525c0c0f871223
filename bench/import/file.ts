import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { containerEnd, containerHead, type FileLock, keyPackage } from "#tests/support/pskc.ts";

/** What the maker's file is encrypted with: AES-256-CBC, each value with its HMAC-SHA-256. */
export const lock: FileLock = {
  cipher: "aes256-cbc",
  key: Buffer.alloc(32, 0x11),
  mac: "sha256",
  macKey: Buffer.alloc(32, 0x22),
};

/** Serials of the benchmark's own tokens begin so. */
export const prefix = "IMP";

const seedOf = (serial: string) => createHash("sha1").update(serial).digest();
const serialOf = (nth: number) => `${prefix}${String(nth).padStart(8, "0")}`;

/** Writes an encrypted PSKC of so many tokens, piece by piece. */
export async function writePskc(path: string, tokens: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(containerHead(lock));
  for (let nth = 0; nth < tokens; nth++) {
    const serial = serialOf(nth);
    const text = keyPackage({ serial, seed: seedOf(serial), lock });
    if (!file.write(`${text}\n`)) await once(file, "drain");
  }
  file.end(containerEnd);
  await once(file, "finish");
}
