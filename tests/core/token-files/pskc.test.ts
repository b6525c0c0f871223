import { describe, expect, test } from "vitest";
import { container, hotp, keyPackage, type PackageText, totp } from "#tests/support/pskc.ts";
import { fatesOf, tokensOf } from "#tests/support/token-file.ts";

const seed = Buffer.from("12345678901234567890");

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
