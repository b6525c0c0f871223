import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPlaces, readSealKeys, readSettings, SettingsError } from "#env.ts";

const hex = "ab".repeat(32);
const other = "cd".repeat(32);

/** Why the settings are refused. */
function refusal(
  source: Record<string, string>,
  read: (source: Record<string, string>) => unknown = readSealKeys,
): string {
  try {
    read(source);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "";
}

test("seal keys are read newest first, however they are parted, with those that wait", () => {
  const keys = readSealKeys({ SEAL_KEYS: ` 1:${hex}\n\n3:${other}:waiting, 2:${other}\n` });
  expect(keys.map(({ version, waiting }) => ({ version, waiting }))).toEqual([
    { version: 3, waiting: true },
    { version: 2, waiting: false },
    { version: 1, waiting: false },
  ]);
  expect(keys.at(-1)?.key).toEqual(Buffer.from(hex, "hex"));
  expect(readSealKeys({})).toEqual([]);
});

test.each([
  ["no key that seals", `1:${hex}:waiting`, "has no key to seal with: take :waiting from one"],
  ["a version that no column holds", `32768:${hex}`, "has a version above 32767"],
  ["a version twice", `1:${hex},1:${other}`, "names the same version twice"],
  ["another mark", `1:${hex}:later`, "must be version:64 hex digits"],
  ["a short key", `1:${hex.slice(2)}`, "must be version:64 hex digits"],
  ["a long key", `1:${hex}ab`, "must be version:64 hex digits"],
])("%s is refused, and no key is told", (_, given, words) => {
  const said = refusal({ SEAL_KEYS: given });
  expect(said).toContain(`SEAL_KEYS ${words}`);
  expect(said).not.toMatch(/[0-9a-f]{16}/);
});

describe("keys in a file", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "token-desk-keys-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function keyFile(mode: number): string {
    const file = join(folder, "seal-keys");
    // Of a mode that only reads it could not be written again, but by root.
    rmSync(file, { force: true });
    writeFileSync(file, `1:${hex}\n2:${other}:waiting\n`);
    chmodSync(file, mode);
    return file;
  }

  test.each([0o600, 0o400, 0o640])("of mode %o are taken, a line each", (mode) => {
    const keys = readSealKeys({ SEAL_KEYS_FILE: keyFile(mode) });
    expect(keys.map(({ version }) => version)).toEqual([2, 1]);
  });

  test.each([0o644, 0o604, 0o602, 0o777])("of mode %o are refused: everybody may use them", (mode) => {
    const file = keyFile(mode);
    expect(refusal({ SEAL_KEYS_FILE: file })).toBe(
      `Setting SEAL_KEYS_FILE: everybody may use ${file}: shut it by chmod o= ${file}`,
    );
  });

  test("are refused beside keys in SEAL_KEYS: which would count?", () => {
    expect(refusal({ SEAL_KEYS_FILE: keyFile(0o600), SEAL_KEYS: `1:${hex}` })).toBe(
      "Settings SEAL_KEYS and SEAL_KEYS_FILE: both are set, keep one",
    );
  });

  test.each(["/nowhere/seal-keys", tmpdir()])("that cannot be read are told: %s", (file) => {
    expect(refusal({ SEAL_KEYS_FILE: file })).toContain(file);
  });
});

describe("the proxies that are trusted", () => {
  const trusts = (setting: string, address: string) =>
    readPlaces({ TRUSTED_PROXIES: setting }).TRUSTED_PROXIES.check(
      address,
      address.includes(":") ? "ipv6" : "ipv4",
    );

  test("are none, addresses or networks of both families", () => {
    expect(trusts("", "127.0.0.1")).toBe(false);
    expect(trusts(" 10.0.0.8, 192.0.2.0/24,", "10.0.0.8")).toBe(true);
    expect(trusts("10.0.0.8,192.0.2.0/24", "10.0.0.9")).toBe(false);
    expect(trusts("10.0.0.8,192.0.2.0/24", "192.0.2.255")).toBe(true);
    expect(trusts("2001:db8::/32,::1", "2001:db8:9::1")).toBe(true);
    expect(trusts("2001:db8::/32,::1", "::2")).toBe(false);
  });

  test.each([
    "localhost",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/9",
    "10.0.0/8",
    "::1/129",
    "10.0.0.8 10.0.0.9",
  ])("are refused where one is no network: %s", (setting) => {
    expect(refusal({ TRUSTED_PROXIES: setting }, readPlaces)).toContain(
      "TRUSTED_PROXIES must list addresses or networks",
    );
  });

  test("say it in one of two headers", () => {
    expect(readPlaces({}).PROXY_HEADER).toBe("x-forwarded-for");
    expect(readPlaces({ PROXY_HEADER: "forwarded" }).PROXY_HEADER).toBe("forwarded");
    expect(refusal({ PROXY_HEADER: "x-real-ip" }, readPlaces)).toContain("PROXY_HEADER must be");
  });
});

describe("single sign-on", () => {
  const needed = {
    DATABASE_URL: "postgres://desk@db.example.jp/desk",
    AUTH_SECRET: "x".repeat(32),
    SEAL_KEYS: `1:${hex}`,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  };
  const provider = {
    OIDC_ISSUER: "https://login.example.jp/realms/bank",
    OIDC_CLIENT_ID: "token-desk",
    OIDC_CLIENT_SECRET: "canary",
  };
  const read = (settings: Record<string, string>) => readSettings({ ...needed, ...settings }).singleSignOn;

  test("is off unless there is a provider, and asks for our own OTP unless told otherwise", () => {
    expect(read({})).toBeUndefined();
    expect(read(provider)).toEqual({
      issuer: "https://login.example.jp/realms/bank",
      clientId: "token-desk",
      clientSecret: "canary",
      label: undefined,
      usernameClaim: "preferred_username",
      secondFactors: [],
      only: false,
    });
    expect(read({ ...provider, OIDC_MFA: "otp, hwk,", OIDC_ONLY: "1" })).toMatchObject({
      secondFactors: ["otp", "hwk"],
      only: true,
    });
  });

  test.each([
    [{ OIDC_ONLY: "1" }, "OIDC_ISSUER is missing"],
    [{ OIDC_ISSUER: provider.OIDC_ISSUER }, "OIDC_CLIENT_ID is missing"],
    [{ ...provider, OIDC_CLIENT_SECRET: "" }, "OIDC_CLIENT_SECRET is missing"],
    [{ ...provider, OIDC_ISSUER: "http://login.example.jp" }, "OIDC_ISSUER must be"],
    [{ ...provider, OIDC_ISSUER: "http://localhost.evil.example" }, "OIDC_ISSUER must be"],
    [{ ...provider, OIDC_ISSUER: "https://login.example.jp/?a" }, "OIDC_ISSUER has no ?"],
    [{ ...provider, OIDC_ONLY: "yes" }, "OIDC_ONLY must be 0 or 1"],
    [{ ...provider, OIDC_CLIENT_SECRET_FILE: "/nowhere" }, "OIDC_CLIENT_SECRET and OIDC_CLIENT_SECRET_FILE"],
  ])("set by half or in the clear is refused, and no secret is told: %j", (settings, words) => {
    const said = refusal({ ...settings }, read);
    expect(said).toContain(words);
    expect(said).not.toContain("canary");
  });
});
