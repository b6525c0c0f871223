import { expect, test } from "vitest";
import { unseal } from "#core/seal.ts";
import { cancelImport } from "#core/token-imports/cancel.ts";
import { importStraight } from "#core/token-imports/straight.ts";
import { beginUpload, takeIn } from "#core/token-imports/upload.ts";
import { chunksOf } from "#tests/support/token-file.ts";
import { withWorld } from "#tests/support/world.ts";
import { csvOf, seedOf, serialsOf, withImports } from "./desk.ts";

const world = withWorld();
const desk = withImports(world);

const begin = async (said = {}) =>
  (await beginUpload(world.as("operations"), { fileName: "tokens.csv", ...said })).importId;

const straight = (importId: string, file: string, onProgress = () => {}) =>
  importStraight(
    desk.job(),
    importId,
    { bytes: Buffer.byteLength(file), open: () => chunksOf(file) },
    { stop: new AbortController().signal, onProgress },
  );

const stocked = async (prefix: string) =>
  world.sql`select * from tokens where serial like ${`${prefix}%`} order by serial`;

test("a file of new tokens goes in as it is read, and is reported row by row", async () => {
  const serials = serialsOf("STA", 2_345);
  const file = csvOf(serials);
  const importId = await begin({ batch: "B-9", model: "C200", filePassword: "not needed" });
  expect(await straight(importId, file)).toBe(true);
  expect(await desk.importOf(importId)).toMatchObject({
    state: "imported",
    format: "oath",
    new_rows: 2_345,
    file_bytes: String(file.length),
    read_bytes: String(file.length),
    secret_sealed: null,
  });
  const tokens = await stocked("STA");
  expect(tokens).toHaveLength(2_345);
  const { serial, seed_sealed: sealed, seed_key_version: keyVersion, ...token } = { ...tokens[7] };
  expect(unseal(world.keys, serial, { sealed, keyVersion })).toEqual(seedOf(serial));
  expect(token).toMatchObject({ state: "in_stock", batch: "B-9", model: "C200", last_step: "-1" });
  const rows = await desk.rowsOf(importId);
  expect(rows.map((row) => row.serial)).toEqual(serials);
  expect(rows[7]).toMatchObject({ row: 8, fate: "new", problem: null });
  const audited = await world.sql`select action, after ->> 'newRows' as new_rows from audit
    where subject_id = ${importId} order by id`;
  expect(audited.map((row) => Object.values(row))).toEqual([
    ["token_import.upload", null],
    ["token_import.import", "2345"],
  ]);
});

test.each([
  ["a token that is known", "STK", (serials: string[]) => csvOf(serials)],
  ["a row that is no token", "STP", (serials: string[]) => `${csvOf(serials)}BAD,00,totp,6,30\n`],
  ["a serial twice", "STT", (serials: string[]) => csvOf([...serials, serials[0] ?? ""])],
  ["an end amid a cell", "STE", (serials: string[]) => `${csvOf(serials)}"open,`],
])("a file with %s at its end changes nothing, and is checked instead", async (_, prefix, fileOf) => {
  const serials = serialsOf(prefix, 1_500);
  if (prefix === "STK") await desk.import(csvOf(serials.slice(-1)));
  const before = await stocked(prefix);
  const importId = await begin();
  const file = fileOf(serials);
  expect(await straight(importId, file)).toBe(false);
  expect(await stocked(prefix)).toEqual(before);
  expect(await desk.rowsOf(importId)).toEqual([]);
  await takeIn(world.as("operations"), importId, chunksOf(file));
  await desk.work(importId);
  const checked = await desk.importOf(importId);
  if (prefix === "STK") expect(checked).toMatchObject({ state: "checked", new_rows: 1_499, known_rows: 1 });
  else expect(checked).toMatchObject({ state: "refused" });
});

test("one that is cancelled meanwhile comes to nothing", async () => {
  const importId = await begin();
  const file = csvOf(serialsOf("STC", 4_000));
  let cancelled: Promise<unknown> | undefined;
  const importing = straight(importId, file, () => {
    cancelled ??= cancelImport(world.as("operations"), { importId });
  });
  await expect(importing).rejects.toMatchObject({ code: "conflict" });
  await cancelled;
  expect(await desk.importOf(importId)).toMatchObject({ state: "cancelled" });
  expect(await stocked("STC")).toHaveLength(0);
});
