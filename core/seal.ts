import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { fail } from "./errors.ts";

/** Keys of 32 bytes by version; the newest in use seals, every one opens, one that still waits for its turn too. */
export type SealKeys = { newest: number; byVersion: ReadonlyMap<number, Buffer> };

/** A secret at rest: nonce (12 bytes), ciphertext, tag (16 bytes) in one, and the version of its key. */
export type Sealed = { sealed: Buffer; keyVersion: number };

const nonceBytes = 12;
const tagBytes = 16;

/** The keys of the settings, in the shape that seals and opens. One that is `waiting` seals nothing. */
export function sealKeysOf(
  entries: readonly { version: number; key: Buffer; waiting?: boolean }[],
): SealKeys {
  const byVersion = new Map(entries.map(({ version, key }) => [version, key]));
  const inUse = entries.filter(({ waiting }) => !waiting);
  return { newest: Math.max(...inUse.map(({ version }) => version)), byVersion };
}

/** Seals with AES-256-GCM (NIST SP 800-38D); `owner`, such as a serial, must be given again to open. */
export function seal(keys: SealKeys, owner: string, secret: Uint8Array): Sealed {
  const nonce = nextNonce();
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, keys.newest), nonce);
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { sealed, keyVersion: keys.newest };
}

/** Random bytes for many nonces: fetched one by one, they would cost a bulk import as much as the sealing itself. */
const nonces = Buffer.alloc(nonceBytes * 256);
let unused = 0;

/** Each is handed out once; NIST SP 800-38D §8.2.2. */
function nextNonce(): Buffer {
  if (unused === 0) {
    randomFillSync(nonces);
    unused = nonces.length;
  }
  unused -= nonceBytes;
  return nonces.subarray(unused, unused + nonceBytes);
}

/** Opens what `seal` closed for the same owner. Fails with `unavailable` where key or owner differ. */
export function unseal(keys: SealKeys, owner: string, { sealed, keyVersion }: Sealed): Buffer {
  const key = keyOf(keys, keyVersion);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes));
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return fail("unavailable", "sealKey");
  }
}

/**
 * The key of 32 bytes for the MACs of one purpose, derived by HKDF-SHA-256 (RFC 5869), so that no two purposes share
 * a key. Fails with `unavailable` where the version is not held.
 */
export function macKey(keys: SealKeys, version: number, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", keyOf(keys, version), "", purpose, 32));
}

/** Keys as the ciphers want them: made from bytes at each call, they would cost as much as the opening itself. */
const imported = new WeakMap<Buffer, KeyObject>();

function keyOf(keys: SealKeys, version: number): KeyObject {
  const bytes = keys.byVersion.get(version) ?? fail("unavailable", "sealKey");
  const known = imported.get(bytes) ?? createSecretKey(bytes);
  imported.set(bytes, known);
  return known;
}
