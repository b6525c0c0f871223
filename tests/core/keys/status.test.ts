import { describe, expect, test } from "vitest";
import { readLastRotation, readSealKeys } from "#core/keys/read.ts";
import { readKeyUses } from "#core/keys/status.ts";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { type SealKeys, sealKeysOf } from "#core/seal.ts";
import { newClient } from "#tests/api/support.ts";
import {
  employ,
  held,
  heldAndWaiting,
  stageImport,
  stockTokens,
  withRotations,
} from "#tests/core/keys/fixtures.ts";
import { addEvents } from "#tests/core/logins/events/made.ts";
import { now } from "#tests/core/logins/fixtures.ts";

const desk = withRotations();

describe("the uses of the keys", () => {
  const uses = (keys: SealKeys) => readKeyUses(desk.open(keys));
  const states = async (keys: SealKeys) =>
    (await uses(keys)).map(({ version, state }) => `${version} ${state}`);
  const answered = (keyVersion: number) => desk.sql`
    insert into idempotency_keys (client_id, key, request_mac, created_at)
      select id, 'k', ${`${keyVersion}.00`}, now() from api_clients
      on conflict (client_id, key) do update set request_mac = excluded.request_mac`;
  const sealBlock = async (keys: SealKeys) => {
    await addEvents(desk.sql, 1);
    await sealLoginEvents({ db: desk.db, keys, now });
  };

  test("follow a rotation, from a key that waits to one that may be taken away", async () => {
    await stockTokens(desk.sql, held(1), 10);
    await newClient(desk, []);
    await answered(1);
    await sealBlock(held(1));
    expect(await states(held(1))).toEqual(["1 newest"]);
    expect(await states(heldAndWaiting(1, 2))).toEqual(["1 newest", "2 waiting"]);
    expect(await states(held(1, 2))).toEqual(["1 needed", "2 newest"]);
    expect(await states(held(2))).toEqual(["1 missing", "2 newest"]);
    await desk.rotate(held(1, 2));
    expect(await states(held(1, 2))).toEqual(["1 lapsing", "2 newest"]);
    await answered(2);
    expect(await states(held(1, 2))).toEqual(["1 lapsing", "2 newest"]);
    await sealBlock(held(1, 2));
    expect(await states(held(1, 2))).toEqual(["1 idle", "2 newest"]);
    await answered(1);
    expect(await states(held(1, 2))).toEqual(["1 lapsing", "2 newest"]);
    expect(await states(held(2))).toEqual(["2 newest"]);
  });

  test("count what each key sealed, by where it is", async () => {
    await stockTokens(desk.sql, held(1), 3);
    await stageImport(desk.sql, held(1));
    await employ(desk.sql, held(1, 2), "auditor-9");
    expect((await uses(held(1, 2))).map(({ values }) => Object.fromEntries(values))).toEqual([
      { tokens: 3, token_imports: 1, token_import_chunks: 2, staged_tokens: 1 },
      { staff: 1 },
    ]);
  });

  test("tell how much of all the newest has sealed, and who began the rotation", async () => {
    await stockTokens(desk.sql, held(1), 10);
    await employ(desk.sql, held(1, 2), "auditor-9");
    const keys = held(1, 2);
    const last = () => readLastRotation({ ...desk.open(keys), db: desk.db }, {});
    expect(await readSealKeys(desk.open(keys), {})).toMatchObject({ newest: 2, done: 1, total: 11 });
    expect(await last()).toBeUndefined();
    await desk.rotate(keys);
    expect(await readSealKeys(desk.open(keys), {})).toMatchObject({ done: 11, total: 11 });
    expect(await last()).toEqual({ at: now, actorName: "keys: tests" });
  });

  test("tell a key that is another than the one that sealed", async () => {
    await stockTokens(desk.sql, held(1), 3);
    const other = sealKeysOf([{ version: 1, key: Buffer.alloc(32, 0x77) }]);
    expect(await uses(other)).toMatchObject([{ version: 1, state: "newest", shut: ["tokens"] }]);
    expect(await uses(held(1))).toMatchObject([{ shut: [] }]);
  });
});
