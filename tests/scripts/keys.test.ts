import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SealKeys } from "#core/seal.ts";
import { held, openStock, type Stocked, stockTokens } from "#tests/core/keys/fixtures.ts";
import { startApi } from "#tests/support/api.ts";
import { createDatabase } from "#tests/support/database.ts";
import { launch, runToEnd } from "#tests/support/desk.ts";

let desk: Awaited<ReturnType<typeof createDatabase>>;
let tokens: Stocked[] = [];
beforeEach(async () => {
  desk = await createDatabase();
});
afterEach(() => desk.drop());

/** Keys as a setting; `:waiting` behind those that wait. */
const text = (keys: SealKeys, ...waiting: number[]) =>
  Array.from(
    keys.byVersion,
    ([version, key]) => `${version}:${key.toString("hex")}${waiting.includes(version) ? ":waiting" : ""}`,
  ).join(",");
const settings = (SEAL_KEYS: string) => ({ DATABASE_URL: desk.url, SEAL_KEYS });

const keys = (what: string, SEAL_KEYS: string) => runToEnd(["scripts/keys.ts", what], settings(SEAL_KEYS));

async function sealedBy(version: number): Promise<number> {
  const [row] = await desk.sql`select count(*)::int as n from tokens where seed_key_version = ${version}`;
  return row?.n;
}

describe("a rotation of 20,000 seeds", () => {
  beforeEach(async () => {
    tokens = await stockTokens(desk.sql, held(1), 20_000);
  });
  const seeds = () => new Map(tokens.map(({ serial, seed }) => [serial, seed.toString("hex")]));

  /** Starts a rotation to key 2 and waits until it is in the middle. */
  async function startRotation() {
    const rotation = launch(["scripts/keys.ts", "rotate"], settings(text(held(1, 2))));
    await expect.poll(() => sealedBy(2), { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    return rotation;
  }

  test("told to stop ends after its batch, says so, and the next one goes on", async () => {
    const rotation = await startRotation();
    rotation.process.kill("SIGTERM");
    const { code, stdout, stderr } = await rotation.ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    const done = await sealedBy(2);
    expect(done % 200).toBe(0);
    expect(done).toBeLessThan(20_000);
    expect(stdout).toContain(`${done.toLocaleString("en")} of 20,000 sealed anew`);
    expect(stdout).toContain("Stopped: npm run keys -- rotate goes on from here");
    expect(await openStock(desk.sql, held(1, 2))).toEqual(seeds());

    const rest = await keys("rotate", text(held(1, 2)));
    const left = (20_000 - done).toLocaleString("en");
    expect(rest).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining(`${left} of ${left}`),
    });
    expect(await openStock(desk.sql, held(2))).toEqual(seeds());
  });

  test("killed by kill -9 beside another one leaves each value whole, and the other ends it", async () => {
    const rotation = await startRotation();
    const other = keys("rotate", text(held(1, 2)));
    rotation.process.kill("SIGKILL");
    await rotation.ended;
    expect(await sealedBy(1)).toBeGreaterThan(0);
    expect(await openStock(desk.sql, held(1, 2))).toEqual(seeds());
    expect(await other).toMatchObject({ code: 0, stderr: "" });
    expect(await openStock(desk.sql, held(2))).toEqual(seeds());
  });
});

test("the status tells what each key sealed and which may go; a missing one is an error", async () => {
  await stockTokens(desk.sql, held(1), 3);
  const before = await keys("status", text(held(1, 2), 2));
  expect(before).toMatchObject({ code: 0, stderr: "" });
  expect(before.stdout).toMatch(/seeds of tokens +3 +0\n/);
  expect(before.stdout).toContain("Key 1 seals.\nKey 2 waits");
  const lost = await keys("status", text(held(2)));
  expect(lost).toMatchObject({ code: 1, stdout: expect.stringContaining("Key 1 is not held") });
  const wrong = await keys("status", `1:${"77".repeat(32)}`);
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining("Key 1 is another than the one") });
  for (const { stdout, stderr } of [before, lost, wrong]) expect(stdout + stderr).not.toMatch(/[0-9a-f]{32}/);
});

test("what the keys do not open ends a rotation with 1, and is named", async () => {
  const [token] = await stockTokens(desk.sql, held(1), 3);
  await desk.sql`update tokens set seed_sealed = '\\x00' where serial = ${token?.serial ?? ""}`;
  const ended = await keys("rotate", text(held(1, 2)));
  expect(ended).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`seeds of tokens: ${token?.serial}`),
  });
});

test("a process does not start without a key that seeds are sealed with; with it, and after a rotation, it does", async () => {
  await stockTokens(desk.sql, held(1), 3);
  const refused = await runToEnd(["scripts/api.ts"], { ...settings(text(held(2))), API_PORT: "1024" });
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toBe(
    "SEAL_KEYS lacks version 1, and 3 seeds of tokens are sealed with it: put that key back, then npm run keys -- rotate\n",
  );
  expect(await keys("rotate", text(held(1, 2)))).toMatchObject({ code: 0 });
  const api = await startApi(settings(text(held(2))));
  expect(await api.end()).toBe(0);
});

test("a new key is random and has the next version; it waits, unless it is the first, and nothing is made", async () => {
  const dataDir = join(tmpdir(), `token-desk-none-${process.pid}`);
  const first = await runToEnd(["scripts/keys.ts", "new"], { DATA_DIR: dataDir });
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1:[0-9a-f]{64}\n$/) });
  expect(existsSync(dataDir)).toBe(false);
  const next = await keys("new", first.stdout.trim());
  expect(next).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2:[0-9a-f]{64}:waiting\n$/) });
  expect(next.stdout.slice(2, 66)).not.toBe(first.stdout.slice(2, 66));
});

test("told to do something else it says what it can do", async () => {
  expect(await runToEnd(["scripts/keys.ts", "rotate", "now"], settings(text(held(1))))).toMatchObject({
    code: 1,
    stdout: "",
    stderr: "Say what to do: npm run keys -- status, rotate or new\n",
  });
});
