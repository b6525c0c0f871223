import { expect, test } from "vitest";
import { rotateKeys } from "#core/keys/rotate.ts";
import { sealKeysOf } from "#core/seal.ts";
import { startImport } from "#core/token-imports/start.ts";
import { openRotation, openStock } from "#tests/core/keys/fixtures.ts";
import { csvOf, seedOf, serialsOf, withImports } from "#tests/core/token-imports/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const imports = withImports(world);

const versions = [1, 2, 3].map((version) => ({ version, key: Buffer.alloc(32, version) }));

/** Rotates to the newest of the keys, then takes the others away. */
async function rotateTo(newest: number) {
  const held = sealKeysOf(versions.filter(({ version }) => version <= newest));
  const { context, close } = openRotation(world.url, held);
  const ended = await rotateKeys(context, { stop: new AbortController().signal, onProgress() {} });
  await close();
  expect(ended).toMatchObject({ finished: true, shut: [] });
  world.keys = sealKeysOf(versions.filter(({ version }) => version === newest));
}

test("a file that was uploaded before a rotation is checked after it, and imported after another", async () => {
  const serials = serialsOf("ROTATE", 50);
  const importId = await imports.upload(csvOf(serials), { filePassword: "not needed, but kept" });
  await rotateTo(2);
  await imports.work(importId);
  expect(await imports.importOf(importId)).toMatchObject({ state: "checked", new_rows: 50 });
  await rotateTo(3);
  await startImport(world.as("operations"), { importId });
  await imports.work(importId);
  expect(await imports.importOf(importId)).toMatchObject({ state: "imported", new_rows: 50 });
  expect(await openStock(world.sql, world.keys)).toEqual(
    new Map(serials.map((serial) => [serial, seedOf(serial).toString("hex")])),
  );
});
