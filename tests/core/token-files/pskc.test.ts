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
  totp,
} from "#tests/support/pskc.ts";
import { fatesOf, refusalOf, tokensOf } from "#tests/support/token-file.ts";

const seed = Buffer.from("12345678901234567890");
const macKey = Buffer.from("an authenticating key of its own");
const lock: FileLock = { cipher: "aes128-cbc", key: Buffer.alloc(16, 0x5a), mac: "sha256", macKey };
const { key } = lock;

/** The one token of a plain file with this package. */
async function only(text: PackageText) {
  const [token] = await tokensOf(container([keyPackage({ serial: "2V0716016FK2", seed, ...text })]));
  return token;
}

/** What the one row of such a file comes to. */
async function fate(text: PackageText) {
  const [code] = await fatesOf(container([keyPackage({ serial: "2V0716016FK2", seed, ...text })]));
  return code;
}

describe("a plain package", () => {
  test("is a token with all that it says", async () => {
    const device =
      "<Manufacturer>髙﨑電子</Manufacturer><Model>C200 𠮷</Model><ExpiryDate>2031-05-31T00:00:00Z</ExpiryDate>";
    const numbers = { Time: "0", TimeInterval: "60", TimeDrift: "-4" };
    const format = 'Length="8" Encoding="DECIMAL"';
    expect(await only({ device, numbers, format, suite: "HMAC-SHA256" })).toEqual({
      serial: "2V0716016FK2",
      kind: "totp",
      algorithm: "sha256",
      digits: 8,
      stepSeconds: 60,
      counter: null,
      driftSteps: -4,
      seed,
      manufacturer: "髙﨑電子",
      model: "C200 𠮷",
      expiresOn: "2031-05-31",
    });
  });

  test("is TOTP of 30 seconds, or HOTP from 0, where it does not say", async () => {
    expect(await only({})).toMatchObject({ kind: "totp", stepSeconds: 30, counter: null, driftSteps: 0 });
    expect(await only({ algorithm: hotp })).toMatchObject({ kind: "hotp", stepSeconds: 30, counter: 0 });
    expect(await only({ algorithm: hotp, numbers: { Counter: "42" } })).toMatchObject({ counter: 42 });
  });

  test.each([
    ["urn:ietf:params:xml:ns:keyprov:pskc#totp", undefined, "sha1"],
    [totp, "HMAC-SHA1", "sha1"],
    [totp, "SHA512", "sha512"],
    [totp, "hmac-sha-256", "sha256"],
    [totp, "TOTP-HMAC-SHA256", "sha256"],
  ])("its hash is told by Suite: %s %s", async (algorithm, suite, hash) => {
    expect(await only({ algorithm, ...(suite && { suite }) })).toMatchObject({
      kind: "totp",
      algorithm: hash,
    });
  });

  test.each([16, 17, 20, 32, 64, 129, 1024])("has a seed of any length: %i bytes", async (bytes) => {
    const long = Buffer.alloc(bytes, 0xc3);
    expect(await only({ seed: long })).toMatchObject({ seed: long });
  });

  test("its serial is read as people write it", async () => {
    expect(await only({ serial: " ２ｖ0716016fk2\n" })).toMatchObject({ serial: "2V0716016FK2" });
    expect(await only({ serial: "306eUO4-00960" })).toMatchObject({ serial: "306EUO4-00960" });
  });

  test.each([
    ["2031-05-31T14:59:59Z", "2031-05-31"],
    ["2031-05-31T15:00:00Z", "2031-06-01"],
    ["2031-05-31T15:00:00.123+09:00", "2031-05-31"],
    ["2031-05-31T23:00:00", "2031-05-31"],
    ["2031-05-31", "2031-05-31"],
    ["9999-12-31T23:59:59Z", "9999-12-31"],
  ])("expires on the day in Japan: %s", async (written, day) => {
    expect(await only({ policy: `<ExpiryDate>${written}</ExpiryDate>` })).toMatchObject({ expiresOn: day });
  });

  test("expires on the earlier of the device's day and the key's", async () => {
    const device = "<ExpiryDate>2031-05-31T00:00:00Z</ExpiryDate>";
    const policy = "<ExpiryDate>2030-01-01T00:00:00Z</ExpiryDate>";
    expect(await only({ device, policy })).toMatchObject({ expiresOn: "2030-01-01" });
  });

  test.each<[string, PackageText]>([
    ["serial", { serial: "2V/0716016" }],
    ["serial", { serial: "123" }],
    ["serial", { serial: "A".repeat(33) }],
    ["seed", { seed: undefined }],
    ["seedShort", { seed: Buffer.alloc(15, 1) }],
    ["algorithm", { algorithm: "urn:ietf:params:xml:ns:keyprov:pskc:ocra" }],
    ["algorithm", { algorithm: "urn:example:totp" }],
    ["algorithm", { suite: "HMAC-MD5" }],
    ["digits", { format: 'Length="7" Encoding="DECIMAL"' }],
    ["digits", { format: 'Length="6" Encoding="HEXADECIMAL"' }],
    ["digits", { format: 'Length="6" Encoding="DECIMAL" CheckDigits="true"' }],
    ["step", { numbers: { TimeInterval: "45" } }],
    ["step", { numbers: { TimeInterval: "3e1" } }],
    ["counter", { algorithm: hotp, numbers: { Counter: "-1" } }],
    ["counter", { algorithm: hotp, numbers: { Counter: "9007199254740992" } }],
    ["drift", { numbers: { TimeDrift: "2881" } }],
    ["drift", { numbers: { TimeDrift: "x" } }],
    ["expiry", { policy: "<ExpiryDate>2031-02-30T00:00:00Z</ExpiryDate>" }],
    ["expiry", { policy: "<ExpiryDate>soon</ExpiryDate>" }],
    ["name", { device: "<Model>C200&#xFFFD;</Model>" }],
    ["name", { device: `<Model>${"x".repeat(101)}</Model>` }],
    ["policy", { policy: "<NumberOfTransactions>5</NumberOfTransactions>" }],
    ["policy", { policy: '<PINPolicy PINUsageMode="Prepend"/>' }],
    ["policy", { policy: "<KeyUsage>Encrypt</KeyUsage>" }],
    ["policy", { policy: '<x:Geofence xmlns:x="urn:example"/>' }],
  ])("is told by its row where it cannot be used: %s %o", async (code, text) => {
    expect(await fate(text)).toBe(`tokenFile.${code}`);
  });

  test("is no seed where base64 is none", async () => {
    const file = container([keyPackage({ serial: "2V0716016FK2", seed })]);
    expect(await fatesOf(file.replace(seed.toString("base64"), "MTIz*DU2Nzg5MDEyMzQ1Njc4OTA="))).toEqual([
      "tokenFile.seed",
    ]);
  });
});

test("a serial's second row is told, though it be written differently; other rows stand", async () => {
  const serials = ["AB-1001", "ab-1001", "AB-1002", "ＡＢ-1001"];
  const file = container(serials.map((serial) => keyPackage({ serial, seed })));
  const twin = "tokenFile.duplicate";
  expect(await fatesOf(file)).toEqual(["ok", twin, "ok", twin]);
});

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
