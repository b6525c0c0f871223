import { createDecipheriv, createSecretKey, type Decipheriv, type KeyObject } from "node:crypto";
import { failField } from "#core/errors.ts";

const ciphers: Readonly<Record<string, { name: string; keyBytes: readonly number[]; blockBytes: number }>> = {
  "http://www.w3.org/2001/04/xmlenc#aes128-cbc": { name: "aes-128-cbc", keyBytes: [16], blockBytes: 16 },
  "http://www.w3.org/2001/04/xmlenc#aes192-cbc": { name: "aes-192-cbc", keyBytes: [24], blockBytes: 16 },
  "http://www.w3.org/2001/04/xmlenc#aes256-cbc": { name: "aes-256-cbc", keyBytes: [32], blockBytes: 16 },
  "http://www.w3.org/2001/04/xmlenc#tripledes-cbc": {
    name: "des-ede3-cbc",
    keyBytes: [16, 24],
    blockBytes: 8,
  },
};

/** The key of a file, with a decipher for each method that the file names. */
export type FileKey = { secret: KeyObject; deciphers: Map<string, Decipheriv> };

export function fileKeyOf(bytes: Buffer): FileKey {
  return { secret: createSecretKey(bytes), deciphers: new Map() };
}

/**
 * Opens what XML Encryption §5.2 closed: the IV, then CBC, whose last byte tells how many bytes of padding there are.
 * Fails with `invalid` for another method, a key of another length, or what the key does not open.
 */
export function decrypt({ method, value }: { method: string; value: Buffer }, key: FileKey): Buffer {
  const { name, keyBytes, blockBytes } = ciphers[method] ?? failField("file", "tokenFile.encryption");
  if (!keyBytes.includes(key.secret.symmetricKeySize ?? 0)) failField("file", "tokenFile.keyLength");
  if (value.length < 2 * blockBytes || value.length % blockBytes !== 0) failField("file", "tokenFile.mac");
  const decipher = key.deciphers.get(name) ?? newDecipher(name, key.secret, blockBytes);
  key.deciphers.set(name, decipher);
  // The block that an IV comes out as depends on what was read before, and is left out; those after it do not.
  const padded = decipher.update(value).subarray(blockBytes);
  const padding = padded.at(-1) ?? 0;
  // The same words as for a wrong MAC: a wrong key shows in either.
  if (padding < 1 || padding > blockBytes) failField("file", "tokenFile.mac");
  return padded.subarray(0, -padding);
}

/**
 * CBC adds to each block the one closed before it, and a value brings that along as its IV: so one decipher opens
 * value after value. One made for each of them takes four times as long.
 */
function newDecipher(name: string, key: KeyObject, blockBytes: number): Decipheriv {
  return createDecipheriv(name, wholeKey(name, key), Buffer.alloc(blockBytes)).setAutoPadding(false);
}

/** 3DES with a key of 16 bytes uses the first 8 twice (NIST SP 800-67, keying option 2). */
function wholeKey(name: string, key: KeyObject): KeyObject {
  if (name !== "des-ede3-cbc" || key.symmetricKeySize === 24) return key;
  const bytes = key.export();
  return createSecretKey(Buffer.concat([bytes, bytes.subarray(0, 8)]));
}
