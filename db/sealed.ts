import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

type Place = {
  /** The primary key's columns with their types. */
  readonly key: Readonly<Record<string, "uuid" | "integer">>;
  /** The columns that say whom a value is sealed for, and how. */
  readonly ownerColumns: readonly string[];
  readonly owner: string;
  readonly sealed: string;
  readonly keyVersion: string;
  /** How many values are sealed anew in one commit: their rows are locked for so long. */
  readonly atOnce: number;
};

/** Every column that core/seal.ts seals, by its table. What is on its way into the stock comes before the stock. */
export const sealedPlaces = {
  token_imports: {
    key: { id: "uuid" },
    ownerColumns: ["id"],
    owner: "id::text",
    sealed: "secret_sealed",
    keyVersion: "secret_key_version",
    atOnce: 200,
  },
  token_import_chunks: {
    key: { import_id: "uuid", number: "integer" },
    ownerColumns: ["import_id", "number"],
    owner: "import_id || '/' || number",
    sealed: "sealed",
    keyVersion: "key_version",
    atOnce: 10,
  },
  staged_tokens: {
    key: { import_id: "uuid", row: "integer" },
    ownerColumns: ["serial"],
    owner: "serial",
    sealed: "seed_sealed",
    keyVersion: "seed_key_version",
    atOnce: 200,
  },
  tokens: {
    key: { id: "uuid" },
    ownerColumns: ["serial"],
    owner: "serial",
    sealed: "seed_sealed",
    keyVersion: "seed_key_version",
    atOnce: 200,
  },
  login_accounts: {
    key: { contract_id: "uuid" },
    ownerColumns: ["contractor_id"],
    owner: "contractor_id",
    sealed: "cells_sealed",
    keyVersion: "cells_key_version",
    atOnce: 200,
  },
  staff: {
    key: { id: "uuid" },
    ownerColumns: ["username"],
    owner: "username",
    sealed: "otp_secret_sealed",
    keyVersion: "otp_key_version",
    atOnce: 200,
  },
  staff_enrolments: {
    key: { id: "uuid" },
    ownerColumns: ["id"],
    owner: "id::text",
    sealed: "otp_secret_sealed",
    keyVersion: "otp_key_version",
    atOnce: 200,
  },
} as const satisfies Record<string, Place>;

export type SealedTable = keyof typeof sealedPlaces;
export const sealedTables = Object.keys(sealedPlaces) as SealedTable[];

/** A value as it stands in its row, the row's primary key by its columns, and whom the value is sealed for. */
export type SealedValue = { key: RowKey; owner: string; sealed: Buffer; keyVersion: number };
type RowKey = Readonly<Record<string, string | number>>;

/** The next values of a table that a key older than `below` sealed, in the order of their rows. */
export async function listSealedBefore(
  tx: Tx,
  table: SealedTable,
  { below, after }: { below: number; after: RowKey | undefined },
): Promise<SealedValue[]> {
  const { key, atOnce, keyVersion }: Place = sealedPlaces[table];
  const columns = sql.raw(Object.keys(key).join(", "));
  const passed = sql.join(
    Object.entries(key).map(([column, type]) => sql`${after?.[column]}::${sql.raw(type)}`),
    sql`, `,
  );
  return valuesOf(
    tx,
    table,
    sql`where ${sql.raw(keyVersion)} < ${below}
    ${after && sql`and (${columns}) > (${passed})`} order by ${columns} limit ${atOnce}`,
  );
}

/** A value of a table that a version's key sealed; undefined where there is none. */
export async function findSealedBy(
  tx: Tx,
  table: SealedTable,
  version: number,
): Promise<SealedValue | undefined> {
  const keyVersion = sql.raw(sealedPlaces[table].keyVersion);
  const [value] = await valuesOf(tx, table, sql`where ${keyVersion} = ${version} limit 1`);
  return value;
}

async function valuesOf(tx: Tx, table: SealedTable, which: SQL): Promise<SealedValue[]> {
  const { key, owner, sealed, keyVersion }: Place = sealedPlaces[table];
  const rows = await tx.execute<{ owner: string; sealed: Buffer; version: number }>(sql`
    select ${sql.raw(Object.keys(key).join(", "))}, ${sql.raw(owner)} as owner, ${sql.raw(sealed)} as sealed,
      ${sql.raw(keyVersion)}::int as version from ${sql.raw(table)} ${which}`);
  return rows.map(({ owner, sealed, version: keyVersion, ...key }) => ({ key, owner, sealed, keyVersion }));
}

/**
 * Puts new sealings in the place of those that still stand as they were read, and tells how many. A row that
 * somebody else holds is passed over: who waits for nobody takes part in no deadlock, and holds no login up.
 */
export async function replaceSealed(
  tx: Tx,
  table: SealedTable,
  { values, version }: { values: readonly { value: SealedValue; sealed: Buffer }[]; version: number },
): Promise<number> {
  const { key, sealed, keyVersion }: Place = sealedPlaces[table];
  const columns = Object.keys(key);
  const given = values.map(({ value, sealed: fresh }) => ({
    ...value.key,
    present: `\\x${value.sealed.toString("hex")}`,
    fresh: `\\x${fresh.toString("hex")}`,
  }));
  const shape = [
    ...Object.entries(key).map(([column, type]) => `${column} ${type}`),
    "present bytea",
    "fresh bytea",
  ];
  const sameRow = (one: string, other: string) =>
    sql.raw(columns.map((column) => `${one}.${column} = ${other}.${column}`).join(" and "));
  const replaced = await tx.execute(sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(given)}::json) as g (${sql.raw(shape.join(", "))})
    ), free as materialized (
      select given.* from ${sql.raw(table)} t join given on ${sameRow("t", "given")}
        where t.${sql.raw(sealed)} = given.present and t.${sql.raw(keyVersion)} < ${version}
        for no key update of t skip locked
    )
    update ${sql.raw(table)} t set ${sql.raw(sealed)} = free.fresh, ${sql.raw(keyVersion)} = ${version}
      from free where ${sameRow("t", "free")} returning 1`);
  return replaced.length;
}

/** How many values of a table a version's key sealed. */
export type SealedCount = { table: SealedTable; version: number; values: number };

/** The same for every table and version that there is. */
export async function countSealed(tx: Tx): Promise<SealedCount[]> {
  const counts = Object.entries(sealedPlaces).map(
    ([table, { keyVersion }]) => `
      select '${table}' as table, ${keyVersion}::int as version, count(*)::int as values
        from ${table} where ${keyVersion} is not null group by ${keyVersion}`,
  );
  return tx.execute<SealedCount>(sql.raw(counts.join(" union all ")));
}

/** How many kept answers to repeatable writes only a version's key knows again; they lapse within a day. */
export async function countKeptAnswers(tx: Tx): Promise<{ version: number; values: number }[]> {
  return tx.execute<{ version: number; values: number }>(sql`
    select split_part(request_mac, '.', 1)::int as version, count(*)::int as values
      from idempotency_keys group by 1`);
}

/** The version of the key that sealed the newest block of login events; undefined before the first. */
export async function findNewestBlockVersion(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.execute<{ version: number }>(sql`
    select key_version::int as version from login_event_blocks order by number desc limit 1`);
  return row?.version;
}
