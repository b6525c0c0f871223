import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { container, type FileLock, hotp, keyPackage } from "#tests/support/pskc.ts";
import { tokensOf } from "#tests/support/token-file.ts";

const installed = ["pskctool", "oathtool", "openssl"].every(
  (tool) => spawnSync(tool, ["version"]).error === undefined,
);

const seed = Buffer.from("3132333435363738393031323334353637383930", "hex");
const packages = [
  { serial: "2V0716016FK2", seed, numbers: { TimeInterval: "60" } },
  { serial: "2V0716016FK3", seed: Buffer.alloc(32, 0xa7), algorithm: hotp, numbers: { Counter: "5" } },
];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "token-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const run = (tool: string, ...options: string[]) =>
  execFileSync(tool, options, { encoding: "utf8", stdio: "pipe" });

/** Writes a container that the schema of RFC 6030 allows, as pskctool sees it. */
function validFile(name: string, lock?: FileLock): string {
  const device = "<Manufacturer>Acme</Manufacturer>";
  const texts = packages.map((text) => keyPackage({ ...text, ...(lock && { lock }) }));
  // The schema wants the maker before the serial.
  const file = container(texts, lock).replaceAll("<DeviceInfo>", `<DeviceInfo>${device}`);
  writeFileSync(path(name), file);
  expect(run("pskctool", "--validate", path(name))).toBe("OK\n");
  return file;
}

test("a file that pskctool wrote, signed with a key, has the seeds that it tells and oathtool's codes", async ({
  skip,
}) => {
  skip(!installed, "pskctool, oathtool or openssl is not installed here");
  validFile("plain.xml");
  run(
    "openssl",
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=maker",
    "-keyout",
    path("key.pem"),
    "-out",
    path("crt.pem"),
  );
  const signed = run(
    "pskctool",
    "--sign",
    "--sign-key",
    path("key.pem"),
    "--sign-crt",
    path("crt.pem"),
    path("plain.xml"),
  );
  writeFileSync(path("signed.xml"), signed);
  expect(run("pskctool", "--verify", "--verify-crt", path("crt.pem"), path("signed.xml"))).toBe("OK\n");

  const told = run("pskctool", "--info", path("signed.xml"));
  for (const file of [readFileSync(path("plain.xml")), signed]) {
    const [timed, counted] = await tokensOf(file);
    if (!timed || !counted) throw new Error("two tokens were written");
    expect(told).toContain(`Key Secret (base64): ${timed.seed.toString("base64")}`);
    expect(told).toContain(`Key Secret (base64): ${counted.seed.toString("base64")}`);
    const now = new Date("2026-11-22T15:00:10Z");
    expect(otpAt(timed, timed.seed, stepAt(now, timed.stepSeconds))).toBe(
      run(
        "oathtool",
        "--totp=sha1",
        "--time-step-size=60s",
        `--now=@${now.getTime() / 1000}`,
        seed.toString("hex"),
      ).trim(),
    );
    expect(otpAt(counted, counted.seed, counted.counter ?? -1)).toBe(
      run("oathtool", "--hotp", "--counter=5", counted.seed.toString("hex")).trim(),
    );
  }
});

test("encrypted files that pskctool finds valid have the same tokens as the plain one", async ({ skip }) => {
  skip(!installed, "pskctool, oathtool or openssl is not installed here");
  const plain = await tokensOf(validFile("plain.xml"));
  for (const [cipher, bytes] of [
    ["aes128-cbc", 16],
    ["aes192-cbc", 24],
    ["aes256-cbc", 32],
    ["tripledes-cbc", 24],
  ] as const) {
    const lock: FileLock = {
      cipher,
      key: Buffer.alloc(bytes, 0x3c),
      mac: "sha256",
      macKey: Buffer.alloc(32, 1),
    };
    expect(await tokensOf(validFile(`${cipher}.xml`, lock), { key: lock.key })).toEqual(plain);
  }
});
