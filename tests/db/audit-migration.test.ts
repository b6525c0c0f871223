import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { verifyAudit } from "#core/audit/verify.ts";
import { sealKeysOf } from "#core/seal.ts";
import { type Connection, connect } from "#db/client.ts";

/** A database as it was before the audit was a chain. */
const name = `test_${randomBytes(6).toString("hex")}`;
const url = () => inject("templateUrl").replace(/[^/]+$/, name);
let sql: postgres.Sql;
let desks: Connection;

const migrations: { entries: { idx: number; tag: string }[] } = JSON.parse(
  readFileSync("db/migrations/meta/_journal.json", "utf8"),
);
const run = async (tag: string, sql: postgres.ISql) => {
  for (const statement of readFileSync(`db/migrations/${tag}.sql`, "utf8").split(
    "--> statement-breakpoint",
  )) {
    await sql.unsafe(statement);
  }
};
const outside = async (statement: string) => {
  const server = postgres(url().replace(/[^/]+$/, "postgres"), { max: 1, onnotice: () => {} });
  await server.unsafe(statement);
  await server.end();
};

beforeAll(async () => {
  await outside(`create database ${name}`);
  sql = postgres(url(), { max: 1, onnotice: () => {} });
  for (const { tag } of migrations.entries.filter(({ idx }) => idx < 6)) await run(tag, sql);
  desks = connect(url(), { max: 1 });
});
afterAll(async () => {
  await Promise.all([sql.end(), desks.close()]);
  await outside(`drop database ${name} with (force)`);
});

test("rows from before the chain are chained in their order, without the gaps between them", async () => {
  await sql.unsafe(`
    create function refuse_change() returns trigger language plpgsql as 'begin raise exception ''never''; end';
    create trigger audit_append_only before update or delete or truncate on audit
      for each statement execute function refuse_change()`);
  for (let nth = 0; nth < 30; nth++) {
    // Every third was undone, and left a gap.
    await sql
      .begin(async (tx) => {
        await tx`insert into audit (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
            subject_label, contract_id, before, after, reason, request_id, address)
          values (now(), 'staff', ${nth % 2 ? null : "01900000-0000-7000-8000-00000000000d"}, ${`名前"\n${nth}`}, 'x', 'x',
            'x', ${String(nth)}, null, ${nth % 2 ? null : tx.json({ a: nth, 'ﾊﾟ"': [1.5, null] })}, '{}', 'r\té', 'r', 'a')`;
        if (nth % 3 === 0) throw new Error("undone");
      })
      .catch(() => {});
  }
  await sql.begin(async (tx) => {
    for (const { tag } of migrations.entries.filter(({ idx }) => idx === 6)) await run(tag, tx);
  });
  const rows = await sql`select id::int, subject_label from audit order by id`;
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(rows.map((row) => Number(row.subject_label))).toEqual(
    Array.from({ length: 30 }, (_, nth) => nth).filter((nth) => nth % 3),
  );
  const context = {
    actor: { kind: "system", id: null, name: "test" } as const,
    db: desks.db,
    now: new Date(),
    keys: sealKeysOf([{ version: 1, key: Buffer.alloc(32) }]),
    request: { id: "", address: "" },
  };
  expect(await verifyAudit(context, {})).toMatchObject({ fault: null, rows: 20 });
  await expect(sql`update audit set reason = 'x'`).rejects.toThrow("never");
});
