import { createCipheriv, createHmac, pbkdf2Sync } from "node:crypto";

/** How a file is encrypted: by the key itself, or by what `password` gives, whose derivation the file then tells. */
export type FileLock = {
  cipher: keyof typeof ciphers;
  key: Buffer;
  mac: keyof typeof macUris;
  macKey: Buffer;
  derivation?: string;
};

/** One KeyPackage: values as texts; those named in `locked` are written encrypted. */
export type PackageText = {
  serial?: string;
  seed?: Buffer;
  id?: string;
  algorithm?: string;
  suite?: string;
  format?: string;
  numbers?: Partial<Record<"Counter" | "Time" | "TimeInterval" | "TimeDrift", string | Buffer>>;
  device?: string;
  policy?: string;
  lock?: FileLock;
};

const xenc = "http://www.w3.org/2001/04/xmlenc#";
const ciphers = {
  "aes128-cbc": { name: "aes-128-cbc", block: 16 },
  "aes192-cbc": { name: "aes-192-cbc", block: 16 },
  "aes256-cbc": { name: "aes-256-cbc", block: 16 },
  "tripledes-cbc": { name: "des-ede3-cbc", block: 8 },
} as const;
const macUris = {
  sha1: "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
  sha256: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
  sha384: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha384",
  sha512: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512",
} as const;

export const hotp = "urn:ietf:params:xml:ns:keyprov:pskc:hotp";
export const totp = "urn:ietf:params:xml:ns:keyprov:pskc:totp";

/** A KeyContainer around packages, with what tells its encryption. */
export function container(packages: readonly string[], lock?: FileLock): string {
  return containerHead(lock) + packages.join("\n") + containerEnd;
}

export const containerEnd = "</KeyContainer>";

/** What comes before the first package. */
export function containerHead(lock?: FileLock): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
  xmlns:xenc="${xenc}" xmlns:xenc11="http://www.w3.org/2009/xmlenc11#"
  xmlns:pkcs5="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#">${lock ? lockText(lock) : ""}`;
}

function lockText(lock: FileLock): string {
  return `<EncryptionKey>${lock.derivation ?? "<ds:KeyName>shared</ds:KeyName>"}</EncryptionKey>
<MACMethod Algorithm="${macUris[lock.mac]}"><MACKey>${cipherText(lock, lock.macKey)}</MACKey></MACMethod>`;
}

/** A KeyPackage; TOTP with 6 digits where nothing else is said. */
export function keyPackage({ serial, seed, numbers = {}, lock, ...key }: PackageText): string {
  const device = `${serial === undefined ? "" : `<SerialNo>${serial}</SerialNo>`}${key.device ?? ""}`;
  const values = [["Secret", seed] as const, ...Object.entries(numbers)]
    .map(([name, value]) =>
      value === undefined ? "" : `<${name}>${lock ? lockedValue(lock, value) : plainValue(value)}</${name}>`,
    )
    .join("");
  return `<KeyPackage><DeviceInfo>${device}</DeviceInfo>
<Key Id="${key.id ?? "key-1"}" Algorithm="${key.algorithm ?? totp}"><AlgorithmParameters>${key.suite ? `<Suite>${key.suite}</Suite>` : ""}
<ResponseFormat ${key.format ?? 'Length="6" Encoding="DECIMAL"'}/></AlgorithmParameters>
<Data>${values}</Data>${key.policy ? `<Policy>${key.policy}</Policy>` : ""}</Key></KeyPackage>`;
}

function plainValue(value: string | Buffer): string {
  return `<PlainValue>${typeof value === "string" ? value : value.toString("base64")}</PlainValue>`;
}

/** A value encrypted and authenticated as RFC 6030 §6.1.1 has it: the MAC over IV and ciphertext. */
export function lockedValue(lock: FileLock, value: string | Buffer): string {
  const closed = encrypt(lock, Buffer.from(value));
  const mac = createHmac(lock.mac, lock.macKey).update(closed).digest("base64");
  return `<EncryptedValue>${wrapped(lock, closed)}</EncryptedValue><ValueMAC>${mac}</ValueMAC>`;
}

function cipherText(lock: FileLock, value: Buffer): string {
  return wrapped(lock, encrypt(lock, value));
}

function wrapped({ cipher }: FileLock, closed: Buffer): string {
  return `<xenc:EncryptionMethod Algorithm="${xenc}${cipher}"/><xenc:CipherData>
<xenc:CipherValue>${closed.toString("base64")}</xenc:CipherValue></xenc:CipherData>`;
}

function encrypt({ cipher, key }: FileLock, value: Buffer): Buffer {
  const { name, block } = ciphers[cipher];
  const iv = createHmac("sha256", key).update(value).digest().subarray(0, block);
  const whole = name === "des-ede3-cbc" && key.length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  const closing = createCipheriv(name, whole, iv);
  return Buffer.concat([iv, closing.update(value), closing.final()]);
}

/** A lock by a password, PBKDF2 with its rounds and, where named, its PRF. */
export function passwordLock(
  password: string,
  {
    rounds,
    hash,
    prf,
    ...lock
  }: Omit<FileLock, "key"> & { rounds: number; hash: string; prf?: string; keyBytes: number },
): FileLock {
  const salt = Buffer.from("3e3eff3c4a72129c", "hex");
  return {
    ...lock,
    key: pbkdf2Sync(password, salt, rounds, lock.keyBytes, hash),
    derivation: derivation(salt, rounds, lock.keyBytes, prf),
  };
}

export function derivation(salt: Buffer, rounds: number | string, keyBytes: number, prf?: string): string {
  return `<xenc11:DerivedKey><xenc11:KeyDerivationMethod
  Algorithm="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2"><pkcs5:PBKDF2-params>
<Salt><Specified>${salt.toString("base64")}</Specified></Salt><IterationCount>${rounds}</IterationCount>
<KeyLength>${keyBytes}</KeyLength><PRF${prf ? ` Algorithm="${prf}"` : ""}/></pkcs5:PBKDF2-params>
</xenc11:KeyDerivationMethod></xenc11:DerivedKey>`;
}
