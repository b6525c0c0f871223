import fc from "fast-check";
import { expect, test } from "vitest";
import type { FileRow } from "#core/token-files/read.ts";
import { readBatches } from "#core/token-imports/batches.ts";
import { packRows, unpackRows } from "#core/token-imports/packed-rows.ts";
import { piecesOf } from "#core/token-imports/pieces.ts";
import { readInThread } from "#core/token-imports/read-in-thread.ts";
import { chunksOf } from "#tests/support/token-file.ts";
import { csvOf, serialsOf } from "./desk.ts";

/** All batches of a file, and what ended it. */
async function all(batches: ReturnType<typeof readBatches>) {
  const rows: FileRow[] = [];
  const counts: number[] = [];
  try {
    for await (const batch of batches) {
      rows.push(...batch.rows);
      counts.push(batch.readBytes);
    }
    return { rows, counts, end: "whole" };
  } catch (error) {
    return { rows, counts, end: String(error) };
  }
}

test.each([
  ["is whole", csvOf(serialsOf("RD", 30_000))],
  ["has rows with problems", `${csvOf(serialsOf("RP", 20_000))}BAD,00,totp,6,30\n`],
  ["is refused at its end", `${csvOf(serialsOf("RR", 20_000))}"open,`],
])("a thread reads a file that %s as the process would", async (_, file) => {
  const bySerial = ({ rows, ...others }: Awaited<ReturnType<typeof all>>) => ({
    ...others,
    rows: rows.toSorted((one, other) => one.row - other.row),
  });
  const here = await all(readBatches(piecesOf(chunksOf(file)), {}));
  const there = await all(readInThread(piecesOf(chunksOf(file)), {}));
  expect(bySerial(there)).toEqual(bySerial(here));
});

test("a reader that is left ends its thread, and the file", async () => {
  let ended = false;
  async function* pieces() {
    try {
      yield* piecesOf(chunksOf(csvOf(serialsOf("RL", 60_000))));
    } finally {
      ended = true;
    }
  }
  for await (const { rows } of readInThread(pieces(), {})) {
    expect(rows).toHaveLength(1_000);
    break;
  }
  expect(ended).toBe(true);
});

test("rows come out of their packing as they went in", () => {
  const token = fc.record({
    serial: fc.stringMatching(/^[0-9A-Z]{4,32}$/),
    kind: fc.constantFrom("totp" as const, "hotp" as const),
    algorithm: fc.constantFrom("sha1" as const, "sha256" as const),
    digits: fc.constantFrom(6, 8),
    stepSeconds: fc.constantFrom(30, 60),
    counter: fc.option(fc.nat()),
    driftSteps: fc.integer({ min: -9, max: 9 }),
    seed: fc.uint8Array({ minLength: 16, maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
    manufacturer: fc.option(fc.string()),
    model: fc.option(fc.string()),
    expiresOn: fc.constantFrom(null, "2031-11-22"),
  });
  const rows = fc
    .array(token)
    .map((tokens) => tokens.map((one, nth): FileRow => ({ row: nth + 2, serial: one.serial, token: one })));
  fc.assert(
    fc.property(rows, (given) => {
      const bad: FileRow = { row: 1, serial: null, problem: { code: "tokenFile.serial" } };
      const sent = structuredClone(packRows([...given, bad]));
      expect(unpackRows(sent)).toEqual([bad, ...given]);
    }),
  );
});
