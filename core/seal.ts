import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { fail } from "./errors.ts";

/** Keys of 32 bytes by version; the newest seals, every one opens. */
export type SealKeys = { newest: number; byVersion: ReadonlyMap<number, Buffer> };

/** A secret at rest: nonce (12 bytes), ciphertext, tag (16 bytes) in one, and the version of its key. */
export type Sealed = { sealed: Buffer; keyVersion: number };

const nonceBytes = 12;
const tagBytes = 16;

/** Reads `1:<64 hex digits>,2:<64 hex digits>`. Throws a plain Error that names what is wrong. */
export function parseSealKeys(text: string): SealKeys {
  const byVersion = new Map<number, Buffer>();
  for (const part of text.split(/[,\s]+/).filter(Boolean)) {
    const found = /^(\d{1,4}):([0-9a-fA-F]{64})$/.exec(part);
    if (!found?.[1] || !found[2]) throw new Error("each key is written as version:64 hex digits");
    if (byVersion.has(Number(found[1]))) throw new Error(`key version ${found[1]} is given twice`);
    byVersion.set(Number(found[1]), Buffer.from(found[2], "hex"));
  }
  if (byVersion.size === 0) throw new Error("no key is given");
  return { newest: Math.max(...byVersion.keys()), byVersion };
}

/** Seals with AES-256-GCM (NIST SP 800-38D); `owner`, such as a serial, must be given again to open. */
export function seal(keys: SealKeys, owner: string, secret: Uint8Array): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, keys.newest), nonce);
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { sealed, keyVersion: keys.newest };
}

/** Opens what `seal` closed for the same owner. Fails with `unavailable` where key or owner differ. */
export function unseal(keys: SealKeys, owner: string, { sealed, keyVersion }: Sealed): Buffer {
  const decipher = createDecipheriv(
    "aes-256-gcm",
    keyOf(keys, keyVersion),
    sealed.subarray(0, nonceBytes),
  );
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return fail("unavailable", "sealKey");
  }
}

function keyOf(keys: SealKeys, version: number): Buffer {
  return keys.byVersion.get(version) ?? fail("unavailable", "sealKey");
}
