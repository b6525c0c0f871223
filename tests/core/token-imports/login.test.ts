import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { contextOf } from "#tests/core/logins/fixtures.ts";
import { container, type FileLock, hotp, keyPackage } from "#tests/support/pskc.ts";
import { withWorld } from "#tests/support/world.ts";
import { seedOf, withImports } from "./desk.ts";

const world = withWorld();
const desk = withImports(world);

const key = Buffer.alloc(16, 0x12);
const lock: FileLock = { cipher: "aes128-cbc", key, mac: "sha1", macKey: Buffer.alloc(20, 0x34) };
const serials = ["PLAIN-TOTP", "LOCKED-TOTP", "LOCKED-HOTP"];

/** What the token shows by oathtool, which knows nothing of this product. */
function shownBy(serial: string): string {
  const seed = seedOf(serial).toString("hex");
  const words = serial.endsWith("HOTP")
    ? ["--hotp", "--counter", "7"]
    : ["--totp", "--now", `${world.now.toISOString().replace("T", " ").slice(0, 19)} UTC`];
  return execFileSync("oathtool", [...words, seed], { encoding: "utf8" }).trim();
}

/** Puts a token of the stock into a customer's hands. */
async function bound(serial: string): Promise<string> {
  const { id, contractorId } = await world.contract();
  for (const state of ["allocated", "in_transit", "delivered", "active"]) {
    await world.sql`update tokens set state = ${state} where serial = ${serial}`;
  }
  await world.sql`insert into bindings (id, contract_id, token_id, bound_at)
    select ${v7()}, ${id}, id, ${world.now} from tokens where serial = ${serial}`;
  return contractorId;
}

/** Its code of now is accepted, and only once. */
async function expectLogin(serial: string): Promise<void> {
  const contractorId = await bound(serial);
  const context = contextOf(world.login, { keys: world.keys, now: world.now });
  const otp = shownBy(serial);
  expect(await checkOtp(context, { contractorId, otp }), serial).toEqual({ outcome: "accepted" });
  expect(await checkOtp(context, { contractorId, otp }), serial).toEqual({ outcome: "rejected" });
}

test("a token of a PSKC file, plain or encrypted, logs in with the code that oathtool tells", async ({
  skip,
}) => {
  skip(spawnSync("oathtool", ["--version"]).error !== undefined, "oathtool is not installed here");
  const [plain = "", totp = "", button = ""] = serials;
  await desk.import(container([keyPackage({ serial: plain, seed: seedOf(plain) })]), {
    fileName: "plain.xml",
  });
  const locked = [
    keyPackage({ serial: totp, seed: seedOf(totp), lock }),
    keyPackage({ serial: button, seed: seedOf(button), algorithm: hotp, numbers: { Counter: "7" }, lock }),
  ];
  const wrong = await desk.check(container(locked, lock), { fileKey: "00".repeat(16) });
  expect(await desk.importOf(wrong)).toMatchObject({ state: "refused", refusal: "tokenFile.mac" });
  await desk.import(container(locked, lock), { fileKey: key.toString("hex") });
  for (const serial of serials) await expectLogin(serial);
});

/** Files as pskctool writes them: one plain, one signed with a key that is made for it. */
function writtenByPskctool(serials: { plain: string; signed: string }): { plain: string; signed: string } {
  const folder = mkdtempSync(join(tmpdir(), "pskctool-"));
  const run = (tool: string, words: string) =>
    execFileSync(tool, words.split(" "), { cwd: folder, encoding: "utf8", stdio: "pipe" });
  const give = (name: string, serial: string) =>
    writeFileSync(join(folder, name), container([keyPackage({ serial, seed: seedOf(serial) })]));
  try {
    give("plain.xml", serials.plain);
    give("signed.xml", serials.signed);
    run("openssl", "req -x509 -newkey rsa:2048 -nodes -subj /CN=maker -keyout key.pem -out crt.pem");
    // Verbose, it tells what it read and then writes that as a file.
    const [, plain] = run("pskctool", "--info --verbose plain.xml").split(/(?=<\?xml )/);
    const signed = run("pskctool", "--sign --sign-key key.pem --sign-crt crt.pem signed.xml");
    return { plain: plain ?? expect.unreachable(), signed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a token of a file that pskctool wrote, plain or signed, logs in with the code that oathtool tells", async ({
  skip,
}) => {
  const missing = ["pskctool", "oathtool", "openssl"].filter((tool) => spawnSync(tool, ["version"]).error);
  skip(missing.length > 0, `not installed here: ${missing.join(", ")}`);
  const serials = { plain: "PSKCTOOL-PLAIN", signed: "PSKCTOOL-SIGNED" };
  const { plain, signed } = writtenByPskctool(serials);
  expect(plain).not.toContain("<Signature");
  expect(signed).toContain("<Signature");
  for (const file of [plain, signed]) {
    const importId = await desk.import(file, { fileName: "pskctool.xml" });
    expect(await desk.importOf(importId)).toMatchObject({ state: "imported", new_rows: 1 });
  }
  for (const serial of Object.values(serials)) await expectLogin(serial);
});
