import { expect, test } from "vitest";
import { checkFile } from "#core/token-imports/check.ts";
import { uploadTokenFile } from "#core/token-imports/upload.ts";
import { failStuckUploads } from "#core/token-imports/work.ts";
import { takeUpImport } from "#db/token-imports.ts";
import { chunksOf } from "#tests/support/token-file.ts";
import { withWorld } from "#tests/support/world.ts";
import { csvOf, serialsOf, withImports } from "./desk.ts";

const world = withWorld();
const desk = withImports(world);

test("an upload that breaks off is cancelled, and leaves nothing of the file", async () => {
  async function* cut() {
    yield Buffer.alloc(300_000, "x");
    throw new Error("gone");
  }
  const uploading = uploadTokenFile(world.as("operations"), { fileName: "cut.csv" }, cut());
  await expect(uploading).rejects.toThrow("gone");
  const [left] = await world.sql`select id, state from token_imports where file_name = 'cut.csv'`;
  expect(left?.state).toBe("cancelled");
  expect(await world.sql`select 1 from token_import_chunks where import_id = ${left?.id}`).toHaveLength(0);
});

test("a file of nothing is refused at its upload", async () => {
  await expect(desk.upload("")).rejects.toMatchObject({ fields: { file: "tokenImport.missing" } });
});

test("what an earlier attempt still wants to write is not let in", async () => {
  const importId = await desk.upload(csvOf(serialsOf("X", 10)));
  const earlier = await takeUpImport(desk.job().db, importId);
  const later = await takeUpImport(desk.job().db, importId);
  if (!earlier || !later) return expect.unreachable();
  const stop = new AbortController().signal;
  await expect(checkFile(desk.job(), earlier, stop)).rejects.toMatchObject({ code: "conflict" });
  expect(await desk.rowsOf(importId)).toEqual([]);
  await checkFile(desk.job(), later, stop);
  expect(await desk.importOf(importId)).toMatchObject({ state: "checked", new_rows: 10 });
});

test("a file that never comes to its end is given up, some time", async () => {
  const importId = await desk.upload(csvOf(serialsOf("Y", 2)));
  await world.sql`update token_imports set attempts = 10 where id = ${importId}`;
  await desk.work(importId);
  expect(await desk.importOf(importId)).toMatchObject({ state: "failed", refusal: "tokenImport.gaveUp" });
});

test("an upload whose process died is cleared away after an hour", async () => {
  const insert = (name: string, minutes: number) => world.sql`
    insert into token_imports (id, file_name, batch, manufacturer, model, expires_on, uploaded_at)
      values (gen_random_uuid(), ${name}, 'x', 'x', 'x', '2031-11-22',
        ${world.now}::timestamptz - ${minutes} * interval '1 minute')`;
  await insert("old", 61);
  await insert("young", 59);
  await failStuckUploads(desk.job());
  const left =
    await world.sql`select file_name, state from token_imports where file_name in ('old', 'young') order by 1`;
  expect(left.map((row) => Object.values(row))).toEqual([
    ["old", "failed"],
    ["young", "uploading"],
  ]);
});

test("chunks come in any size", async () => {
  const file = csvOf(serialsOf("Z", 40_000));
  for (const bytes of [7_000, 1_048_576, 1_300_001, 10_000_000]) {
    const { importId } = await uploadTokenFile(
      world.as("operations"),
      { fileName: `${bytes}.csv` },
      chunksOf(file, bytes),
    );
    const [kept] =
      await world.sql`select count(*)::int as n from token_import_chunks where import_id = ${importId}`;
    expect(kept?.n).toBe(Math.ceil(file.length / 1_048_576));
    expect(await desk.importOf(importId)).toMatchObject({ file_bytes: String(file.length) });
  }
});
