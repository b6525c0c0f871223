import { createCipheriv, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  container,
  derivation,
  type FileLock,
  hotp,
  keyPackage,
  lockedValue,
  type PackageText,
  passwordLock,
} from "#tests/support/pskc.ts";
import { refusalOf, tokensOf } from "#tests/support/token-file.ts";

const seed = Buffer.from("12345678901234567890");
const macKey = Buffer.from("an authenticating key of its own");
const lock: FileLock = { cipher: "aes128-cbc", key: Buffer.alloc(16, 0x5a), mac: "sha256", macKey };
const { key } = lock;

describe("an encrypted file", () => {
  const numbers = { Counter: "7", Time: "12", TimeInterval: "60", TimeDrift: "-3" };
  const file = (by: FileLock, more: Partial<PackageText> = {}) =>
    container([keyPackage({ serial: "2V0716016FK2", seed, numbers, lock: by, ...more })], by);

  const keys: [FileLock["cipher"], number][] = [
    ["aes128-cbc", 16],
    ["aes192-cbc", 24],
    ["aes256-cbc", 32],
    ["tripledes-cbc", 24],
    ["tripledes-cbc", 16],
  ];
  const cases = keys.flatMap(([cipher, bytes]) =>
    (["sha1", "sha256", "sha384", "sha512"] as const).map((mac) => ({ cipher, bytes, mac })),
  );

  test.each(cases)("opens with its key: $cipher $bytes bytes, HMAC-$mac", async ({ cipher, bytes, mac }) => {
    const by = { cipher, key: Buffer.from(Array.from({ length: bytes }, (_, n) => n * 7)), mac, macKey };
    const right = { serial: "2V0716016FK2", seed, stepSeconds: 60, driftSteps: -3 };
    expect(await tokensOf(file(by), { key: by.key })).toMatchObject([right]);
    expect(await refusalOf(file(by), { key: Buffer.alloc(bytes, 9) })).toBe("tokenFile.mac");
    expect(await refusalOf(file(by), { key: Buffer.alloc(15, 9) })).toBe("tokenFile.keyLength");
    expect(await refusalOf(file(by))).toBe("tokenFile.keyNeeded");
    expect(await refusalOf(file(by), { password: "qwerty" })).toBe("tokenFile.keyNeeded");
  });

  test.each([
    ["sha1", undefined],
    ["sha1", "http://www.w3.org/2000/09/xmldsig#hmac-sha1"],
    ["sha256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"],
    ["sha512", "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#hmacWithSHA512"],
  ])("opens with its password by PBKDF2-HMAC-%s", async (hash, prf) => {
    const how = { cipher: "aes256-cbc", mac: "sha256", macKey, rounds: 1000, hash, keyBytes: 32 } as const;
    const by = passwordLock("合い言葉 qwerty", { ...how, ...(prf && { prf }) });
    expect(await tokensOf(file(by), { password: "合い言葉 qwerty" })).toMatchObject([{ seed }]);
    expect(await refusalOf(file(by), { password: "qwerty" })).toBe("tokenFile.mac");
    expect(await refusalOf(file(by), { key: by.key })).toBe("tokenFile.passwordNeeded");
  });

  test.each([
    ["big-endian, 4 bytes", "0000003c", "fffffffd", "0000000000000007"],
    ["big-endian, as short as can be", "3c", "03", "07"],
    ["digits", "3630", "2d33", "37"],
  ])("its numbers may be %s", async (_, step, drift, counter) => {
    const bytes = (hex: string) => Buffer.from(hex, "hex");
    const timed = file(lock, { numbers: { TimeInterval: bytes(step), TimeDrift: bytes(drift) } });
    const [token] = await tokensOf(timed, { key });
    expect(token?.stepSeconds).toBe(60);
    expect(Math.abs(token?.driftSteps ?? 0)).toBe(3);
    const counted = file(lock, { algorithm: hotp, numbers: { Counter: bytes(counter) } });
    expect(await tokensOf(counted, { key })).toMatchObject([{ counter: 7 }]);
  });

  test("may leave its numbers plain", async () => {
    const plain = "<Counter><PlainValue>5</PlainValue></Counter>";
    const mixed = file(lock, { algorithm: hotp, numbers: {} }).replace("</Data>", `${plain}</Data>`);
    expect(await tokensOf(mixed, { key })).toMatchObject([{ counter: 5, seed }]);
  });

  test("without a MAC key of its own is authenticated by its key", async () => {
    const by = { ...lock, macKey: key };
    expect(await tokensOf(file(by).replace(/<MACKey>.*?<\/MACKey>/s, ""), { key })).toMatchObject([{ seed }]);
  });

  const two = container(
    ["AB-1001", "AB-1002"].map((serial) => keyPackage({ serial, seed, numbers, lock })),
    lock,
  );
  const otherDigit = (_: string, before: string, digit: string) => before + (digit === "A" ? "B" : "A");
  test.each<[string, RegExp, string | typeof otherDigit]>([
    ["a value", /(AB-1002.*?<xenc:CipherValue>)(.)/s, otherDigit],
    ["a MAC", /(AB-1002.*?<ValueMAC>)(.)/s, otherDigit],
    ["a number's MAC", /(AB-1002.*<TimeDrift>.*?<ValueMAC>)(.)/s, otherDigit],
    ["the last MAC's length", /(AB-1002.*?<ValueMAC>)[^<]+/s, "$1AAAA"],
    ["a value's length", /(AB-1002.*?<xenc:CipherValue>)..../s, "$1"],
  ])("is refused as a whole where %s was changed", async (_, found, by) => {
    const changed = typeof by === "string" ? two.replace(found, by) : two.replace(found, by);
    expect(changed).not.toBe(two);
    expect(await refusalOf(two, { key })).toBeUndefined();
    expect(await refusalOf(changed, { key })).toBe("tokenFile.mac");
  });

  test.each([
    ["a value has no MAC", /(AB-1002.*?)<ValueMAC>[^<]+<\/ValueMAC>/s],
    ["a number has no MAC", /(AB-1002.*<Time>.*?)<ValueMAC>[^<]+<\/ValueMAC>/s],
    ["no MAC method is named", /()<MACMethod.*?<\/MACMethod>/s],
  ])("is refused as a whole where %s", async (_, found) => {
    const changed = two.replace(found, "$1");
    expect(changed).not.toBe(two);
    expect(await refusalOf(changed, { key })).toBe("tokenFile.macMissing");
  });

  test.each([
    ["that XML Encryption leaves to the writer", "a1b2c3d4e5f6070809aabb0c", undefined],
    ["of no byte", "a1b2c3d4e5f6070809aabb00", "tokenFile.mac"],
    ["longer than a block", "a1b2c3d4e5f6070809aabb11", "tokenFile.mac"],
  ])("reads padding %s", async (_, padding, refusal) => {
    const closing = createCipheriv("aes-128-cbc", key, Buffer.alloc(16, 7)).setAutoPadding(false);
    const closed = Buffer.concat([
      Buffer.alloc(16, 7),
      closing.update(seed),
      closing.update(padding, "hex"),
      closing.final(),
    ]);
    const mac = createHmac("sha256", macKey).update(closed).digest("base64");
    const padded = file(lock, { numbers: {} })
      .replace(/(<Secret>.*?<xenc:CipherValue>)[^<]+/s, `$1${closed.toString("base64")}`)
      .replace(/<ValueMAC>[^<]+/, `<ValueMAC>${mac}`);
    expect(await refusalOf(padded, { key })).toBe(refusal);
    if (refusal === undefined) expect(await tokensOf(padded, { key })).toMatchObject([{ seed }]);
  });

  test("another's value under this serial has a right MAC, and no other: RFC 6030 ties no value to its key", async () => {
    const other = lockedValue(lock, Buffer.alloc(20, 1));
    const swapped = two.replace(/(AB-1002.*?<Secret>).*?(<\/Secret>)/s, `$1${other}$2`);
    expect(await tokensOf(swapped, { key })).toMatchObject([{ seed }, { seed: Buffer.alloc(20, 1) }]);
  });

  test.each([
    ["AES-GCM", "xmlenc#aes128-cbc", "xmlenc11#aes128-gcm"],
    ["key wrap", "xmlenc#aes128-cbc", "xmlenc#kw-aes128"],
    ["HMAC-MD5", "xmldsig-more#hmac-sha256", "xmldsig-more#hmac-md5"],
  ])("is refused where it is closed by what is not supported: %s", async (_, known, unknown) => {
    expect(await refusalOf(two.replaceAll(known, unknown), { key })).toBe("tokenFile.encryption");
  });

  test.each([
    ["iterations", derivation(Buffer.from("salt"), 600_001, 16)],
    ["iterations", derivation(Buffer.from("salt"), 300_001, 32)],
    ["iterations", derivation(Buffer.from("salt"), "9".repeat(15), 16)],
    ["encryption", derivation(Buffer.from("salt"), "1e3000", 16)],
    ["encryption", derivation(Buffer.from("salt"), 0, 16)],
    ["encryption", derivation(Buffer.from("salt"), 1000, 20)],
    ["encryption", derivation(Buffer.alloc(0), 1000, 16)],
    ["encryption", derivation(Buffer.from("salt"), 1000, 16).replace("#pbkdf2", "#scrypt")],
    ["encryption", derivation(Buffer.from("salt"), 1000, 16, "urn:example:prf")],
    ["encryption", "<xenc11:DerivedKey/>"],
  ])("is refused at once, as to %s, where the password is not to be derived so: %s", async (code, how) => {
    const started = performance.now();
    expect(await refusalOf(file({ ...lock, derivation: how }), { password: "x" })).toBe(`tokenFile.${code}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
