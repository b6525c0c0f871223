import { describe, expect, test } from "vitest";
import { unseal } from "#core/seal.ts";
import { cancelImport } from "#core/token-imports/cancel.ts";
import { startImport } from "#core/token-imports/start.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { csvOf, seedOf, serialsOf, withImports } from "./desk.ts";

const world = withWorld();
const desk = withImports(world);

const countOf = async (table: string) =>
  Number((await world.sql`select count(*) from ${world.sql(table)}`)[0]?.count);

async function tokenOf(serial: string) {
  const [token] = await world.sql`select * from tokens where serial = ${serial}`;
  if (!token) return undefined;
  const seed = unseal(world.keys, serial, { sealed: token.seed_sealed, keyVersion: token.seed_key_version });
  return { ...token, seed };
}

describe("a file of tokens", () => {
  test("is checked without importing anything, then imported as a whole", async () => {
    const serials = serialsOf("A", 2_345);
    const before = await countOf("tokens");
    const importId = await desk.check(csvOf(serials), {
      batch: "2026-11",
      model: "C200",
      manufacturer: "Maker",
    });
    expect(await desk.importOf(importId)).toMatchObject({
      state: "checked",
      format: "oath",
      new_rows: 2_345,
      known_rows: 0,
      problem_rows: 0,
      maker_id: world.as("operations").actor.id,
    });
    expect(await countOf("tokens")).toBe(before);
    await startImport(world.as("operations"), { importId });
    await desk.work(importId);
    expect(await desk.importOf(importId)).toMatchObject({ state: "imported", new_rows: 2_345 });
    expect(await countOf("tokens")).toBe(before + 2_345);
    const last = serials.at(-1) ?? "";
    expect(await tokenOf(last)).toMatchObject({
      seed: seedOf(last),
      state: "in_stock",
      kind: "totp",
      algorithm: "sha1",
      digits: 6,
      step_seconds: 30,
      last_step: "-1",
      drift_steps: 0,
      batch: "2026-11",
      model: "C200",
      manufacturer: "Maker",
      imported_at: world.now,
    });
    const rows = await desk.rowsOf(importId);
    expect(rows).toHaveLength(2_345);
    expect(rows[7]).toMatchObject({ row: 8, serial: serials[7], fate: "new", problem: null });
  });

  test("that names no maker, model, expiry or batch gets what was said, or the usual", async () => {
    const said = await desk.import(csvOf(["SAID-1"]), { expiresOn: "令和12年3月31日" });
    expect(await desk.importOf(said)).toMatchObject({ batch: "tokens", model: "-", manufacturer: "-" });
    const day = await world.sql`select expires_on::text as day from tokens where serial = 'SAID-1'`;
    expect(day[0]?.day).toBe("2030-03-31");
    await desk.import(csvOf(["USUAL-1"]));
    const usual = await world.sql`select expires_on::text as day from tokens where serial = 'USUAL-1'`;
    expect(usual[0]?.day).toBe("2031-11-24");
  });

  test("gives a button's token the counter before its next", async () => {
    await desk.import(
      `HOTP-0,${seedOf("HOTP-0").toString("hex")},hotp,6,0\nHOTP-9,${seedOf("HOTP-9").toString("hex")},hotp,8,9\n`,
    );
    expect(await tokenOf("HOTP-0")).toMatchObject({ kind: "hotp", last_step: "-1", digits: 6 });
    expect(await tokenOf("HOTP-9")).toMatchObject({ kind: "hotp", last_step: "8", digits: 8 });
  });

  test("the same again changes nothing", async () => {
    const file = csvOf(serialsOf("B", 1_200));
    await desk.import(file);
    await world.sql`update tokens set last_step = 77, batch = 'renamed', state = 'allocated' where serial = 'B000007'`;
    const before = await world.sql`select md5(string_agg(t::text, '|' order by id)) as all from tokens t`;
    const importId = await desk.import(file);
    expect(await desk.importOf(importId)).toMatchObject({
      state: "imported",
      new_rows: 0,
      known_rows: 1_200,
    });
    expect(await world.sql`select md5(string_agg(t::text, '|' order by id)) as all from tokens t`).toEqual(
      before,
    );
    expect(new Set((await desk.rowsOf(importId)).map(({ fate }) => fate))).toEqual(new Set(["known"]));
  });

  test("with one row in a thousand that cannot be imports none, and tells which", async () => {
    const [first = "", second = "", ...others] = serialsOf("C", 1_500);
    await desk.import(csvOf([first, second]));
    const before = await world.sql`select count(*), max(imported_at) from tokens`;
    const changed = `${csvOf([first]) + csvOf([second], "other") + csvOf(others)}C-BAD,00,totp,6,30\n`;
    const importId = await desk.check(changed);
    expect(await desk.importOf(importId)).toMatchObject({
      state: "refused",
      refusal: "tokenImport.problems",
      new_rows: 1_498,
      known_rows: 1,
      problem_rows: 2,
    });
    expect(await world.sql`select count(*), max(imported_at) from tokens`).toEqual(before);
    const problems = (await desk.rowsOf(importId)).filter(({ fate }) => fate === "problem");
    expect(problems).toMatchObject([
      { row: 2, serial: second, problem: "tokenImport.otherSeed" },
      { row: 1_501, serial: "C-BAD", problem: "tokenFile.seedShort" },
    ]);
    expect(await failureOf(startImport(world.as("operations"), { importId }))).toMatchObject({
      code: "conflict",
    });
  });

  test("with a known seed but other digits is another token", async () => {
    await desk.import(csvOf(["DIGITS-1"]));
    const importId = await desk.check(csvOf(["DIGITS-1"]).replace(",6,30", ",8,30"));
    expect(await desk.rowsOf(importId)).toMatchObject([
      { fate: "problem", problem: "tokenImport.otherValues" },
    ]);
  });

  test("that is none is refused as a whole, with the reason", async () => {
    const importId = await desk.check("this is no file of tokens");
    expect(await desk.importOf(importId)).toMatchObject({ state: "refused", refusal: "tokenFile.format" });
  });
});

describe("between its check and its import", () => {
  test("what came into the stock meanwhile is known where it is the same", async () => {
    const file = csvOf(serialsOf("D", 2_100));
    const slower = await desk.check(file);
    await desk.import(csvOf(serialsOf("D", 1_300)));
    await startImport(world.as("operations"), { importId: slower });
    await desk.work(slower);
    expect(await desk.importOf(slower)).toMatchObject({
      state: "imported",
      new_rows: 800,
      known_rows: 1_300,
    });
    const fates = (await desk.rowsOf(slower)).map(({ fate }) => fate);
    expect(fates).toEqual([...Array(1_300).fill("known"), ...Array(800).fill("new")]);
  });

  test("and refuses all where it is another", async () => {
    const slower = await desk.check(csvOf(serialsOf("E", 30)));
    await desk.import(csvOf(["E000007"], "other"));
    const before = await countOf("tokens");
    await startImport(world.as("operations"), { importId: slower });
    await desk.work(slower);
    expect(await desk.importOf(slower)).toMatchObject({ state: "refused", problem_rows: 1, new_rows: 29 });
    expect((await desk.rowsOf(slower))[7]).toMatchObject({ problem: "tokenImport.otherSeed" });
    expect(await countOf("tokens")).toBe(before);
  });

  test("it may be cancelled, once", async () => {
    const importId = await desk.check(csvOf(serialsOf("F", 10)));
    await cancelImport(world.as("operations"), { importId });
    expect(await desk.importOf(importId)).toMatchObject({ state: "cancelled" });
    expect(await countOf("staged_tokens")).toBe(0);
    for (const late of [startImport, cancelImport]) {
      expect(await failureOf(late(world.as("operations"), { importId }))).toMatchObject({ code: "conflict" });
    }
  });
});

test("nothing that waited remains once it is over", async () => {
  const importId = await desk.import(csvOf(serialsOf("G", 10)), { fileKey: "00".repeat(16) });
  expect(await desk.importOf(importId)).toMatchObject({ state: "imported", secret_sealed: null });
  expect(await countOf("token_import_chunks")).toBe(0);
  expect(await countOf("staged_tokens")).toBe(0);
});
