import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSealKeys, SettingsError } from "#env.ts";

const hex = "ab".repeat(32);
const other = "cd".repeat(32);

/** Why the settings are refused. */
function refusal(source: Record<string, string>): string {
  try {
    readSealKeys(source);
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
