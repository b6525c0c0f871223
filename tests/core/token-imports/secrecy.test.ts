import { describe, expect, test } from "vitest";
import { startImport } from "#core/token-imports/start.ts";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";
import { csvOf, seedOf, serialsOf, withImports } from "./desk.ts";

const world = withWorld();
const desk = withImports(world);
const fileKey = `${"c0ffee".repeat(10)}beef`;
const filePassword = "canary-password";

/** Every column of every table of every schema, the bytes in hex: what a dump holds. */
async function dump(): Promise<string> {
  const tables = await world.sql`select schemaname, tablename from pg_tables
    where schemaname in ('public', 'graphile_worker', 'drizzle') order by 1, 2`;
  const texts = tables.map(async ({ schemaname, tablename }) => {
    const rows =
      await world.sql`select x::text as row from ${world.sql(schemaname)}.${world.sql(tablename)} x`;
    return rows.map(({ row }) => row).join("\n");
  });
  return (await Promise.all(texts)).join("\n").toLowerCase();
}

/** A secret as it may be written anywhere. */
const writings = (secret: Buffer) =>
  [
    secret.toString("hex"),
    secret.toString("base64"),
    secret.toString("base64").replace(/=+$/, ""),
    secret.toString("latin1"),
  ].map((text) => text.toLowerCase());

describe("a dump of the database", () => {
  test("holds no seed, no key and no password at any step of an import", async () => {
    const serials = serialsOf("S", 40);
    const file = csvOf(serials);
    const secrets = [
      ...serials.flatMap((serial) => writings(seedOf(serial))),
      ...writings(Buffer.from(fileKey, "hex")),
      ...writings(Buffer.from(file.slice(0, 60))),
      filePassword,
    ];
    const seen = async () => {
      const text = await dump();
      return secrets.filter((secret) => text.includes(secret));
    };
    const importId = await desk.upload(file, { fileKey, filePassword });
    expect(await world.sql`select 1 from token_import_chunks`).toHaveLength(1);
    expect(await seen()).toEqual([]);
    await desk.work(importId);
    expect(await world.sql`select 1 from staged_tokens`).toHaveLength(40);
    expect(await seen()).toEqual([]);
    await startImport(world.as("operations"), { importId });
    await desk.work(importId);
    expect(await world.sql`select 1 from tokens where batch = 'tokens'`).toHaveLength(40);
    expect(await seen()).toEqual([]);
    // The search itself finds what stands there.
    await world.sql`update token_imports set batch = ${seedOf(serials[7] ?? "").toString("hex")}`;
    expect(await seen()).toHaveLength(1);
  });

  test("holds nothing of a file any more, nor what opens it, from the end of its check on", async () => {
    const importId = await desk.check(csvOf(serialsOf("T", 3)), { fileKey });
    expect(await desk.importOf(importId)).toMatchObject({ state: "checked", secret_sealed: null });
    expect(await world.sql`select 1 from token_import_chunks where import_id = ${importId}`).toHaveLength(0);
  });
});

describe("the desks' own role", () => {
  test.each([
    "select * from token_import_chunks",
    "select * from staged_tokens",
    "insert into staged_tokens select * from staged_tokens",
    "update token_import_chunks set sealed = ''",
    "update token_import_rows set fate = 'new'",
    "delete from token_import_chunks",
    "select * from graphile_worker.jobs",
    "select graphile_worker.add_job('token_import', '{}')",
    "select token_imports_clear()",
    "select token_imports_queue()",
  ])("may not: %s", async (statement) => {
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
  });
});

describe("the jobs' role", () => {
  test.each([
    "select * from contracts",
    "select * from login_accounts",
    "select * from staff",
    "update tokens set seed_sealed = ''",
    "delete from tokens",
    "delete from audit",
    "update audit set action = ''",
    "insert into token_imports (id) values (gen_random_uuid())",
    "delete from token_imports",
    "select * from graphile_worker.jobs",
    "set session_replication_role = replica",
    "create table mine (x int)",
  ])("may not: %s", async (statement) => {
    expect(await refusal(sqlOf(desk.job().db).unsafe(statement))).toBe("42501");
  });
});

test("each step stands in the audit, with who took it and no secret", async () => {
  const importId = await desk.import(csvOf(serialsOf("U", 5)), { fileKey, filePassword, batch: "U" });
  const rows = await world.sql`
    select action, actor_kind, actor_name, subject_label, before ->> 'state' as before, after ->> 'state' as after,
        (after ->> 'newRows')::int as new_rows
      from audit where subject_id = ${importId} order by id`;
  const operations = world.as("operations").actor.name;
  expect(rows.map((row) => Object.values(row))).toEqual([
    ["token_import.upload", "staff", operations, "tokens.csv", null, "uploading", null],
    ["token_import.receive", "staff", operations, "tokens.csv", "uploading", "uploaded", null],
    ["token_import.check", "system", "jobs", "tokens.csv", "checking", "checked", 5],
    ["token_import.start", "staff", operations, "tokens.csv", "checked", "importing", 5],
    ["token_import.import", "system", "jobs", "tokens.csv", "importing", "imported", 5],
  ]);
});

test("a piece of one file does not open in another, nor in another place", async () => {
  const [one, two] = [
    await desk.upload(csvOf(serialsOf("V", 3))),
    await desk.upload(csvOf(serialsOf("W", 3))),
  ];
  await world.sql`update token_import_chunks set sealed = (select sealed from token_import_chunks where import_id = ${one})
    where import_id = ${two}`;
  await expect(desk.work(two)).rejects.toMatchObject({ code: "unavailable" });
  expect(await desk.importOf(two)).toMatchObject({ state: "checking" });
});
