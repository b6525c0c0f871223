import { v7 } from "uuid";
import { expect, test } from "vitest";
import { cancelImport } from "#core/token-imports/cancel.ts";
import { writeBatch } from "#db/token-import-batch.ts";
import { type OpenedImport, takeUpImport } from "#db/token-imports.ts";
import { csvOf, serialsOf, withImports } from "#tests/core/token-imports/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const desk = withImports(world);

const awkward = 'a "quoted", {braced} back\\slash, null';
const progress = { readBytes: 90, newRows: 1, knownRows: 0, problemRows: 1, format: "oath" };
const batch = (serial: string) => ({
  progress,
  others: [
    {
      row: 2,
      serial: null,
      fate: "problem" as const,
      problem: "tokenFile.cells",
      problemValues: { row: awkward },
    },
  ],
  staged: [
    {
      row: 1,
      tokenId: v7(),
      serial,
      kind: "hotp" as const,
      algorithm: "sha256" as const,
      digits: 8,
      stepSeconds: 30,
      seedSealed: Buffer.from("00ff5c22", "hex"),
      seedKeyVersion: 2,
      lastStep: 2 ** 40,
      driftSteps: -3,
      manufacturer: awkward,
      model: "NULL",
      expiresOn: "2031-11-22",
    },
  ],
});

async function takenUp(): Promise<OpenedImport> {
  const importId = await desk.upload(csvOf(serialsOf("B", 2)));
  return (await takeUpImport(desk.job().db, importId)) ?? expect.unreachable();
}

const staged = (importId: string) => world.sql`select * from staged_tokens where import_id = ${importId}`;

test("a batch is written as it was given, whatever characters its texts have", async () => {
  const taken = await takenUp();
  const given = batch("AB-1001");
  expect(await writeBatch(desk.job().db, taken, given)).toBe(true);
  expect(await desk.rowsOf(taken.id)).toEqual([
    { row: 1, serial: "AB-1001", fate: "new", problem: null, problem_values: null },
    {
      row: 2,
      serial: null,
      fate: "problem",
      problem: "tokenFile.cells",
      problem_values: { row: awkward },
    },
  ]);
  const [token] = await staged(taken.id);
  expect(token).toMatchObject({
    row: 1,
    token_id: given.staged[0]?.tokenId,
    serial: "AB-1001",
    kind: "hotp",
    algorithm: "sha256",
    digits: 8,
    seed_sealed: Buffer.from("00ff5c22", "hex"),
    seed_key_version: 2,
    last_step: String(2 ** 40),
    drift_steps: -3,
    manufacturer: awkward,
    model: "NULL",
  });
  expect(await desk.importOf(taken.id)).toMatchObject({
    read_bytes: "90",
    new_rows: 1,
    problem_rows: 1,
    format: "oath",
  });
});

test("of a check that another attempt has taken up, or that was cancelled, nothing is written", async () => {
  const earlier = await takenUp();
  const later = (await takeUpImport(desk.job().db, earlier.id)) ?? expect.unreachable();
  expect(await writeBatch(desk.job().db, earlier, batch("AB-1002"))).toBe(false);
  await cancelImport(world.as("operations"), { importId: earlier.id });
  expect(await writeBatch(desk.job().db, later, batch("AB-1003"))).toBe(false);
  expect(await desk.rowsOf(earlier.id)).toEqual([]);
  expect(await staged(earlier.id)).toHaveLength(0);
  expect(await desk.importOf(earlier.id)).toMatchObject({ read_bytes: "0", new_rows: 0 });
});
