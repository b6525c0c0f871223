import { expect, test } from "vitest";
import type { rotateKeys } from "#core/keys/rotate.ts";
import { openCells } from "#core/logins/card.ts";
import { sealKeysOf, unseal } from "#core/seal.ts";
import { listSealedBefore, replaceSealed, sealedPlaces } from "#db/sealed.ts";
import {
  authenticatorSecret,
  employ,
  held,
  heldAndWaiting,
  importSecrets,
  openStock,
  stageImport,
  stockTokens,
  withRotations,
} from "#tests/core/keys/fixtures.ts";
import { makeContract } from "#tests/core/logins/fixtures.ts";

const desk = withRotations();
const { rotate } = desk;

/** How many seeds of the stock each version's key sealed. */
async function seedsByVersion(): Promise<Record<string, number>> {
  const rows = await desk.sql`select seed_key_version as version, count(*)::int as n from tokens group by 1`;
  return Object.fromEntries(rows.map(({ version, n }) => [version, n]));
}

test("the rotation knows every column that holds something sealed, and the version beside it", async () => {
  const columns = await desk.sql`
    select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and (column_name ~ 'sealed$' and data_type = 'bytea' or column_name ~ 'key_version$')
        and table_name <> 'login_event_blocks'`;
  const known = Object.entries(sealedPlaces).flatMap(([table, { sealed, keyVersion }]) => [
    `${table}.${sealed}`,
    `${table}.${keyVersion}`,
  ]);
  expect(columns.map(({ name }) => name).sort()).toEqual(known.sort());
});

test("everything sealed is sealed anew, opens with the new key alone, and nothing else changes", async () => {
  const contract = await makeContract(desk.sql, { token: "active" });
  const [stocked] = await stockTokens(desk.sql, held(1), 3);
  await employ(desk.sql, held(1), "auditor-9");
  await withoutSecrets();
  const staged = await stageImport(desk.sql, held(1));
  const before = await everythingElse();
  const nonces = await sealedNow();

  expect(await rotate(held(1, 2))).toEqual({ done: 11, due: 11, finished: true, shut: [] });

  expect(await everythingElse()).toEqual(before);
  expect((await sealedNow()).filter((sealed) => nonces.includes(sealed))).toEqual([]);
  const stock = await openStock(desk.sql, held(2));
  expect(stock.get(contract.token.serial)).toBe(contract.token.seed.toString("hex"));
  expect(stock.get(stocked?.serial ?? "")).toBe(stocked?.seed.toString("hex"));
  const [account] =
    await desk.sql`select cells_sealed as sealed, cells_key_version as "keyVersion" from login_accounts`;
  expect(openCells(held(2), contract.contractorId, account as never)).toEqual(Object.values(contract.cells));
  const sealed = await desk.sql`
    select username as owner, otp_secret_sealed as sealed, otp_key_version as "keyVersion" from staff
      where username = 'auditor-9'
    union all select id::text, secret_sealed, secret_key_version from token_imports
    union all select import_id || '/' || number, sealed, key_version from token_import_chunks`;
  expect(
    sealed.map(({ owner, ...value }) => unseal(held(2), owner, value as never).toString()).sort(),
  ).toEqual(
    [
      String(authenticatorSecret("auditor-9")),
      importSecrets.secret,
      importSecrets.chunk,
      importSecrets.chunk,
    ].sort(),
  );
  const [seed] =
    await desk.sql`select seed_sealed as sealed, seed_key_version as "keyVersion" from staged_tokens`;
  expect(unseal(held(2), staged.serial, seed as never)).toHaveLength(20);
});

/** The fixtures' staff never sign in: what stands for their secrets was never sealed. */
async function withoutSecrets() {
  await desk.sql`update staff set otp_key_version = 9 where length(otp_secret_sealed) = 1`;
}

/** Every row of every table but for what is sealed, its version, and the record of the rotation. */
async function everythingElse(): Promise<unknown[]> {
  const tables = await desk.sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
  const rows = [];
  for (const { tablename } of tables) {
    const place = Object.entries(sealedPlaces).find(([table]) => table === tablename)?.[1];
    const left = place ? [place.sealed, place.keyVersion] : [];
    rows.push(
      await desk.sql`select ${tablename} as t, to_jsonb(x) - ${left}::text[] as row from ${desk.sql(tablename)} x
        where ${tablename} <> 'audit' order by 2`,
    );
  }
  return rows.flat();
}

async function sealedNow(): Promise<string[]> {
  const rows = await desk.sql`
    select encode(seed_sealed, 'hex') as sealed from tokens
    union all select encode(cells_sealed, 'hex') from login_accounts
    union all select encode(sealed, 'hex') from token_import_chunks`;
  return rows.map(({ sealed }) => sealed);
}

test("it is on record before the first value is sealed anew, who let the keys rotate", async () => {
  await stockTokens(desk.sql, held(1), 500);
  const stop = new AbortController();
  await rotate(held(1, 2), { stop: stop.signal, onProgress: () => stop.abort() });
  const seen = await desk.sql`select actor_kind, actor_name, action, subject_label, after from audit`;
  expect([...seen]).toEqual([
    {
      actor_kind: "system",
      actor_name: "keys: tests",
      action: "key.rotate",
      subject_label: "2",
      after: { sealedValues: 500 },
    },
  ]);
});

test("stopped in the middle it ends after its batch; the next one goes on from there", async () => {
  const tokens = await stockTokens(desk.sql, held(1), 1_000);
  const stop = new AbortController();
  const told: number[] = [];
  const first = await rotate(held(1, 2), {
    stop: stop.signal,
    onProgress({ done }) {
      told.push(done);
      if (done >= 400) stop.abort();
    },
  });
  expect(first).toMatchObject({ done: 400, due: 1_000, finished: false });
  expect(told).toEqual([200, 400]);
  expect(await seedsByVersion()).toEqual({ 1: 600, 2: 400 });
  expect(await openStock(desk.sql, held(1, 2))).toEqual(seedsOf(tokens));

  expect(await rotate(held(1, 2))).toMatchObject({ done: 600, due: 600, finished: true });
  expect(await openStock(desk.sql, held(2))).toEqual(seedsOf(tokens));
});

const seedsOf = (tokens: readonly { serial: string; seed: Buffer }[]) =>
  new Map(tokens.map(({ serial, seed }) => [serial, seed.toString("hex")]));

test("three at once seal each value once, and none gets lost", async () => {
  const tokens = await stockTokens(desk.sql, held(1), 3_000);
  const ended = await Promise.all([rotate(held(1, 2)), rotate(held(1, 2)), rotate(held(1, 2))]);
  expect(ended.every(({ finished, shut }) => finished && shut.length === 0)).toBe(true);
  expect(ended.reduce((sum, { done }) => sum + done, 0)).toBe(3_000);
  expect(await openStock(desk.sql, held(2))).toEqual(seedsOf(tokens));
});

test("one towards an older key beside one towards a newer ends, and leaves everything to the newer", async () => {
  const tokens = await stockTokens(desk.sql, held(1), 2_000);
  await Promise.all([rotate(held(1, 2, 3)), rotate(sealKeysOf([...entries(1, 2), ...waiting(3)]))]);
  expect(await seedsByVersion()).toEqual({ 3: 2_000 });
  expect(await rotate(heldAndWaiting(2, 3))).toMatchObject({ due: 0, done: 0, finished: true });
  expect(await openStock(desk.sql, held(3))).toEqual(seedsOf(tokens));
});

const entries = (...versions: number[]) =>
  versions.map((version) => ({ version, key: held(version).byVersion.get(version) ?? Buffer.alloc(0) }));
const waiting = (version: number) => entries(version).map((key) => ({ ...key, waiting: true }));

test("a row that somebody holds is passed over at once, and sealed anew when it is free", async () => {
  const tokens = await stockTokens(desk.sql, held(1), 300);
  const serial = tokens[150]?.serial ?? "";
  let ended: ReturnType<typeof rotateKeys> | undefined;
  await desk.sql.begin(async (sql) => {
    await sql`update tokens set last_step = 77 where serial = ${serial}`;
    let done = 0;
    ended = rotate(held(1, 2), {
      onProgress(progress) {
        done = progress.done;
      },
    });
    await expect.poll(() => done).toBe(299);
    expect(await seedsByVersion()).toEqual({ 1: 1, 2: 299 });
  });
  expect(await ended).toMatchObject({ done: 300, due: 300, finished: true });
  const [row] = await desk.sql`select last_step::int, seed_key_version from tokens where serial = ${serial}`;
  expect(row).toEqual({ last_step: 77, seed_key_version: 2 });
});

test("a value that was changed since it was read is not written over", async () => {
  const [one, other] = await stockTokens(desk.sql, held(1), 2);
  const { db } = desk.open(held(1, 2));
  const values = await listSealedBefore(db, "tokens", { below: 2, after: undefined });
  await desk.sql`update tokens set seed_sealed = '\\xabcd' where serial = ${one?.serial ?? ""}`;
  const fresh = values.map((value) => ({ value, sealed: Buffer.from("ef01", "hex") }));
  expect(await replaceSealed(db, "tokens", { values: fresh, version: 2 })).toBe(1);
  const rows = await desk.sql`
    select serial, encode(seed_sealed, 'hex') as sealed, seed_key_version as version from tokens order by serial`;
  expect([...rows]).toEqual([
    { serial: one?.serial, sealed: "abcd", version: 1 },
    { serial: other?.serial, sealed: "ef01", version: 2 },
  ]);
});

test("what its key does not open stays as it was and is told; the rest is sealed anew, and it ends", async () => {
  const serials = (await stockTokens(desk.sql, held(1), 450)).map(({ serial }) => serial);
  const [one = "", other = "", lost = ""] = [serials[5], serials[6], serials[444]];
  await swapSeeds(one, other);
  await desk.sql`update tokens set seed_key_version = 2 where serial = ${lost}`;
  const before =
    await desk.sql`select seed_sealed from tokens where serial in (${one}, ${other}) order by serial`;
  const ended = await rotate(held(1, 3));
  expect(ended).toMatchObject({ done: 447, due: 450, finished: true });
  expect(ended.shut.map(({ owner }) => owner).sort()).toEqual([one, other, lost]);
  expect(await seedsByVersion()).toEqual({ 1: 2, 2: 1, 3: 447 });
  expect(
    await desk.sql`select seed_sealed from tokens where serial in (${one}, ${other}) order by serial`,
  ).toEqual(before);
});

async function swapSeeds(one: string, other: string) {
  await desk.sql`
    update tokens t set seed_sealed = o.seed_sealed from tokens o
      where (t.serial, o.serial) in ((${one}, ${other}), (${other}, ${one}))`;
}
