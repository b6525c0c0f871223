import { createHmac, createSecretKey, type KeyObject, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { failField } from "#core/errors.ts";
import { decrypt, type FileKey, fileKeyOf } from "./pskc-decrypt.ts";
import { attributeOf, childOf, textOf, type XmlElement } from "./pskc-xml.ts";
import type { FileSecrets } from "./read.ts";
import { base64In } from "./seed-text.ts";

/** How the values of a container are closed: told by its head, before the first package. */
export type Protection = { key?: FileKey; mac?: { hash: Hash; key: KeyObject } };

const hashBytes = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
type Hash = keyof typeof hashBytes;

/** Rounds of HMAC that take well below a second; a file asking for more would hold the desk up. */
const mostRounds = 600_000;

export function presharedKey({ key }: FileSecrets): Protection {
  return key ? { key: fileKeyOf(key) } : {};
}

/**
 * The key that an EncryptionKey names (RFC 6030 §6.1) or derives from the password (§6.2). Fails with `invalid` where
 * the password is not given, or the way is none of these.
 */
export async function readEncryptionKey(
  element: XmlElement,
  secrets: FileSecrets,
): Promise<FileKey | undefined> {
  const derived = childOf(element, "DerivedKey");
  if (derived) {
    const password = secrets.password ?? failField("file", "tokenFile.passwordNeeded");
    return fileKeyOf(await derive(password, childOf(derived, "KeyDerivationMethod")));
  }
  // A certificate (§6.3) asks for a private key, which the desk does not keep.
  if (element.children.some(({ name }) => name !== "KeyName")) failField("file", "tokenFile.encryption");
  return presharedKey(secrets).key;
}

/** PBKDF2 (RFC 8018 §5.2) as XML Encryption writes it. */
async function derive(password: string, method: XmlElement | undefined): Promise<Buffer> {
  const params = childOf(method, "PBKDF2-params");
  const salt = base64In(textOf(childOf(childOf(params, "Salt"), "Specified")) ?? "");
  const rounds = Number(textOf(childOf(params, "IterationCount")));
  const keyBytes = Number(textOf(childOf(params, "KeyLength")));
  const hash = hashOf(attributeOf(childOf(params, "PRF"), "Algorithm") ?? "#hmac-sha1");
  const isPbkdf2 = attributeOf(method, "Algorithm")?.endsWith("#pbkdf2");
  if (!isPbkdf2 || !salt || ![16, 24, 32].includes(keyBytes) || !(Number.isInteger(rounds) && rounds > 0)) {
    return failField("file", "tokenFile.encryption");
  }
  if (rounds * Math.ceil(keyBytes / hashBytes[hash]) > mostRounds) failField("file", "tokenFile.iterations");
  return promisify(pbkdf2)(password, salt, rounds, keyBytes, hash);
}

/** `…xmldsig#hmac-sha1`, `…xmldsig-more#hmac-sha256` (RFC 6931 §2.2.2), or PKCS #5's `…#hmacWithSHA256`. */
function hashOf(algorithm: string): Hash {
  const [, bits] = /#hmac(?:-sha|WithSHA)(1|256|384|512)$/i.exec(algorithm) ?? [];
  const hash = `sha${bits}`;
  return hash in hashBytes ? (hash as Hash) : failField("file", "tokenFile.encryption");
}

/** How values are authenticated; without a MACKey of its own, by the encryption key. */
export function readMacMethod(element: XmlElement, { key }: Protection): Protection["mac"] {
  const hash = hashOf(attributeOf(element, "Algorithm") ?? "");
  const encryptionKey = key ?? failField("file", "tokenFile.keyNeeded");
  const macKey = childOf(element, "MACKey");
  const own = macKey && createSecretKey(decrypt(cipherIn(macKey), encryptionKey));
  return { hash, key: own ?? encryptionKey.secret };
}

/**
 * What an EncryptedValue holds. Its MAC is checked before it is decrypted: one that is missing or wrong refuses the
 * file (RFC 6030 §6.1.1), for whoever changed one value may have changed others that have no MAC.
 */
export function openValue(
  value: XmlElement,
  encrypted: XmlElement,
  { key = failField("file", "tokenFile.keyNeeded"), mac }: Protection,
): Buffer {
  const written = textOf(childOf(value, "ValueMAC"));
  if (!mac || !written) return failField("file", "tokenFile.macMissing");
  const cipher = cipherIn(encrypted);
  const told = base64In(written);
  const right = createHmac(mac.hash, mac.key).update(cipher.value).digest();
  if (told?.length !== right.length || !timingSafeEqual(told, right)) failField("file", "tokenFile.mac");
  return decrypt(cipher, key);
}

function cipherIn(encrypted: XmlElement): { method: string; value: Buffer } {
  const method = attributeOf(childOf(encrypted, "EncryptionMethod"), "Algorithm") ?? "";
  const value = base64In(textOf(childOf(childOf(encrypted, "CipherData"), "CipherValue")) ?? "");
  return { method, value: value ?? failField("file", "tokenFile.mac") };
}
