import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { sealedPlaces } from "#db/sealed.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
let rotation: Connection;
beforeAll(() => {
  rotation = connect(world.url, { role: "rotation", max: 2 });
});
afterAll(() => rotation.close());
const speak = () => sqlOf(rotation.db);

/** What the rotation may read and change of each table, by the names of columns; of any other table nothing. */
const rights: Record<string, { read: string; update: string }> = {
  audit: { read: "", update: "" },
  idempotency_keys: { read: "request_mac", update: "" },
  login_accounts: {
    read: "contract_id contractor_id cells_sealed cells_key_version",
    update: "cells_sealed cells_key_version",
  },
  login_event_blocks: { read: "number key_version", update: "" },
  staff: {
    read: "id username otp_secret_sealed otp_key_version",
    update: "otp_secret_sealed otp_key_version",
  },
  staff_enrolments: {
    read: "id otp_secret_sealed otp_key_version",
    update: "otp_secret_sealed otp_key_version",
  },
  staged_tokens: {
    read: "import_id row serial seed_sealed seed_key_version",
    update: "seed_sealed seed_key_version",
  },
  token_import_chunks: { read: "import_id number sealed key_version", update: "sealed key_version" },
  token_imports: { read: "id secret_sealed secret_key_version", update: "secret_sealed secret_key_version" },
  tokens: { read: "id serial seed_sealed seed_key_version", update: "seed_sealed seed_key_version" },
};

test("it speaks as rotation, which owns no table", async () => {
  expect(await speak()`select current_user as me`).toEqual([{ me: "rotation" }]);
  const owned = await world.sql`select 1 from pg_tables where tableowner = 'rotation'`;
  expect([...owned]).toEqual([]);
});

test("it reads and changes what is sealed, reads whom it is sealed for, and nothing else in the database", async () => {
  const columns = await world.sql`
    select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' order by 1, 2`;
  const found: typeof rights = {};
  for (const { table, column } of columns) {
    const reads = (await refusal(speak().unsafe(`select ${column} from ${table} limit 1`))) !== "42501";
    const changes =
      (await refusal(speak().unsafe(`update ${table} set ${column} = default where false`))) !== "42501";
    found[table] ??= { read: "", update: "" };
    if (reads) found[table].read += ` ${column}`;
    if (changes) found[table].update += ` ${column}`;
  }
  const sorted = (names: string) => names.split(" ").filter(Boolean).sort();
  for (const [table, { read, update }] of Object.entries(found)) {
    const { read: mayRead = "", update: mayUpdate = "" } = rights[table] ?? {};
    expect({ table, read: sorted(read), update: sorted(update) }).toEqual({
      table,
      read: sorted(mayRead),
      update: sorted(mayUpdate),
    });
  }
});

test("it adds to the audit alone, and deletes nowhere", async () => {
  const tables = await world.sql`select tablename from pg_tables where schemaname = 'public'`;
  for (const { tablename } of tables) {
    const inserted = await refusal(speak().unsafe(`insert into ${tablename} default values`));
    expect(`${tablename} ${inserted !== "42501"}`).toBe(`${tablename} ${tablename === "audit"}`);
    expect(await refusal(speak().unsafe(`delete from ${tablename} where false`))).toBe("42501");
    expect(await refusal(speak().unsafe(`truncate ${tablename} cascade`))).toBe("42501");
  }
});

describe("the desks may not change", () => {
  const { tokens, login_accounts: accounts } = sealedPlaces;
  test.each([
    ["tokens", tokens.sealed],
    ["tokens", tokens.keyVersion],
    ["tokens", "serial"],
    ["login_accounts", accounts.sealed],
    ["login_accounts", accounts.keyVersion],
    ["login_accounts", "contractor_id"],
  ])("of %s the column %s", async (table, column) => {
    const change = () => sqlOf(world.db).unsafe(`update ${table} set ${column} = ${column} where false`);
    expect(await refusal(change())).toBe("42501");
  });
});
