import { createHash, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { v7 } from "uuid";
import { afterEach, beforeEach } from "vitest";
import type { Context, SystemActor } from "#core/actor.ts";
import { rotateKeys } from "#core/keys/rotate.ts";
import { type SealKeys, seal, sealKeysOf, unseal } from "#core/seal.ts";
import { chunkOwner } from "#core/token-imports/pieces.ts";
import { connect } from "#db/client.ts";
import { keys as firstKeys, now } from "#tests/core/logins/fixtures.ts";
import { createDatabase } from "#tests/support/database.ts";

const key = (version: number) => ({
  version,
  key: firstKeys.byVersion.get(version) ?? Buffer.alloc(32, version),
});

/** The keys of these versions, the newest of them sealing; key 1 is that of the login checks' fixtures. */
export const held = (...versions: number[]): SealKeys => sealKeysOf(versions.map(key));

/** The same, and one that is known but seals nothing yet. */
export const heldAndWaiting = (version: number, waiting: number): SealKeys =>
  sealKeysOf([key(version), { ...key(waiting), waiting: true }]);

/** One connection as the script has it, held to what the role `rotation` was granted. */
export function openRotation(url: string, keys: SealKeys) {
  const connection = connect(url, { role: "rotation", max: 1 });
  const context: Context<SystemActor> = {
    actor: { kind: "system", id: null, name: "keys: tests" },
    db: connection.db,
    now,
    keys,
    request: { id: v7(), address: "command line" },
  };
  return { context, close: connection.close };
}

/** A database of each test's own, and rotations of it as processes of their own would do them. */
export function withRotations() {
  let desk: Awaited<ReturnType<typeof createDatabase>>;
  let opened: ReturnType<typeof openRotation>[] = [];
  beforeEach(async () => {
    desk = await createDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.map(({ close }) => close()));
    opened = [];
    await desk.drop();
  });
  const open = (keys: SealKeys) => {
    const rotation = openRotation(desk.url, keys);
    opened.push(rotation);
    return rotation.context;
  };
  return {
    get sql() {
      return desk.sql;
    },
    get db() {
      return desk.db;
    },
    open,
    /** Rotates; by default to the end. */
    rotate: (
      keys: SealKeys,
      {
        stop = new AbortController().signal,
        onProgress = () => {},
      }: Partial<Parameters<typeof rotateKeys>[1]> = {},
    ) => rotateKeys(open(keys), { stop, onProgress }),
  };
}

export type Stocked = { serial: string; seed: Buffer };
let stocked = 0;

/** So many tokens in stock at once, each with a seed of its own. */
export async function stockTokens(sql: postgres.Sql, keys: SealKeys, howMany: number): Promise<Stocked[]> {
  const tokens = Array.from({ length: howMany }, () => {
    const serial = `KEY${String(++stocked).padStart(9, "0")}`;
    return { serial, seed: createHash("sha1").update(`canary ${serial}`).digest() };
  });
  const rows = tokens.map(({ serial, seed }) => ({
    id: randomUUID(),
    serial,
    seed: `\\x${seal(keys, serial, seed).sealed.toString("hex")}`,
  }));
  await sql`
    insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
        manufacturer, model, expires_on, imported_at)
      select id, serial, 'totp', 'sha1', 6, 30, seed, ${keys.newest}, 'Maker', 'OTP-1', '2031-01-01', ${now}
        from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (id uuid, serial text, seed bytea)`;
  return tokens;
}

export const importSecrets = { secret: "canary-file-password", chunk: "canary piece of a file, <Secret>" };

/** An import in the middle of its work: with a secret, two pieces of its file, and a seed that waits for the stock. */
export async function stageImport(
  sql: postgres.Sql,
  keys: SealKeys,
): Promise<{ id: string; serial: string }> {
  const [id, serial] = [v7(), `STAGED${String(++stocked).padStart(6, "0")}`];
  const secret = seal(keys, id, Buffer.from(importSecrets.secret));
  const seed = seal(keys, serial, createHash("sha1").update(`canary ${serial}`).digest());
  await sql`
    insert into token_imports (id, file_name, batch, manufacturer, model, expires_on, secret_sealed,
        secret_key_version, uploaded_at)
      values (${id}, 'tokens.xml', 'B1', 'Maker', 'OTP-1', '2031-01-01', ${secret.sealed}, ${secret.keyVersion}, ${now})`;
  for (const number of [0, 1]) {
    const piece = seal(keys, chunkOwner(id, number), Buffer.from(importSecrets.chunk));
    await sql`insert into token_import_chunks (import_id, number, sealed, key_version)
      values (${id}, ${number}, ${piece.sealed}, ${piece.keyVersion})`;
  }
  await sql`
    insert into staged_tokens (import_id, row, token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed,
        seed_key_version, last_step, drift_steps, manufacturer, model, expires_on)
      values (${id}, 1, ${v7()}, ${serial}, 'totp', 'sha1', 6, 30, ${seed.sealed}, ${seed.keyVersion}, -1, 0, 'Maker', 'OTP-1',
        '2031-01-01')`;
  return { id, serial };
}

/** What an employee's authenticator was given. */
export const authenticatorSecret = (username: string) => Buffer.from(`canary ${username} ........`);

/** An employee whose OTP secret is sealed. */
export async function employ(sql: postgres.Sql, keys: SealKeys, username: string): Promise<void> {
  const { sealed, keyVersion } = seal(keys, username, authenticatorSecret(username));
  await sql`
    insert into staff (id, username, name, role, password_hash, otp_secret_sealed, otp_key_version, created_at,
        enrolled_at)
      values (${v7()}, ${username}, ${username}, 'auditor', 'none', ${sealed}, ${keyVersion}, ${now}, ${now})`;
}

/** What is sealed in the stock, opened: by serial, in hex. */
export async function openStock(sql: postgres.Sql, keys: SealKeys): Promise<Map<string, string>> {
  const rows = await sql`select serial, seed_sealed, seed_key_version from tokens`;
  return new Map(
    rows.map(({ serial, seed_sealed: sealed, seed_key_version: keyVersion }) => [
      serial,
      unseal(keys, serial, { sealed, keyVersion }).toString("hex"),
    ]),
  );
}
