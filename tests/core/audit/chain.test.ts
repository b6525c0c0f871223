import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noHash } from "#core/audit/rules.ts";
import { verifyAudit } from "#core/audit/verify.ts";
import { type Connection, connect } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { doNothing, madeChange } from "#tests/core/audit/made.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const verify = () => verifyAudit(world.as("auditor"), {});
const rows = () => world.sql`select id, previous_hash, hash, subject_label from audit order by id`;
const parallel: Connection[] = [];
beforeAll(() => {
  for (let nth = 0; nth < 2; nth++) parallel.push(connect(world.url, { role: "console", max: 25 }));
});
afterAll(() => Promise.all(parallel.map((one) => one.close())));

test("of 100 parallel writers each adds its rows to one chain, without a fork or a gap", async () => {
  const before = (await rows()).length;
  const writers = Array.from({ length: 100 }, (_, nth) => nth);
  let expected = before;
  await Promise.all(
    writers.map((nth) => {
      const own = Array.from({ length: 1 + (nth % 3) }, (_, row) => madeChange(1000 * nth + row));
      const [first = madeChange(nth), ...others] = own;
      expected += own.length;
      return doNothing(world, [first, ...others], parallel[nth % 2]?.db);
    }),
  );
  const chain = await rows();
  expect(chain.map(({ id }) => Number(id))).toEqual(Array.from({ length: expected }, (_, at) => at + 1));
  expect(new Set(chain.map(({ hash }) => hash.toString("hex"))).size).toBe(expected);
  let previous = noHash;
  for (const { previous_hash, hash } of chain) {
    expect(previous_hash.toString("hex")).toBe(previous);
    previous = hash.toString("hex");
  }
  expect(await verify()).toMatchObject({ fault: null, rows: expected });
  // A writer's rows stand together, in their order.
  const labels = chain.map(({ subject_label }) => subject_label);
  for (const nth of writers.filter((one) => one % 3 === 2)) {
    const at = labels.indexOf(`MADE-${1000 * nth}`);
    expect(labels.slice(at, at + 3)).toEqual([0, 1, 2].map((row) => `MADE-${1000 * nth + row}`));
  }
});

test("a command that is undone leaves no gap", async () => {
  const before = (await rows()).length;
  const undone = sqlOf(world.db).begin(async (sql) => {
    await sql`insert into audit (at, actor_kind, actor_name, action, subject_kind, subject_id, subject_label, request_id, address)
      values (now(), 'system', 'x', 'x', 'x', 'x', 'x', 'x', 'x')`;
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await doNothing(world, [madeChange(1)]);
  expect(await rows()).toHaveLength(before + 1);
  expect(await verify()).toMatchObject({ fault: null, rows: before + 1 });
});

test("many rows of one command are chained in their order", async () => {
  const before = (await rows()).length;
  const [first = madeChange(0), ...others] = Array.from({ length: 2500 }, (_, nth) => madeChange(nth));
  await doNothing(world, [first, ...others]);
  const added = (await rows()).slice(before);
  expect(added.map((row) => row.subject_label)).toEqual(
    others.map((_, nth) => `MADE-${nth}`).concat("MADE-2499"),
  );
  expect(await verify()).toMatchObject({ fault: null, rows: before + 2500 });
});

describe("raw SQL as the desks' role", () => {
  const values = "now(), 'staff', 'x', 'x', 'x', 'x', 'x', 'x', 'x'";
  const columns =
    "at, actor_kind, actor_name, action, subject_kind, subject_id, subject_label, request_id, address";

  test.each([
    ["a number", "id", "1"],
    ["a number far off", "id", "9000000000"],
    ["a hash", "hash", "'\\x00'"],
    ["a row before", "previous_hash", `'\\x${noHash}'`],
  ])("gives a row no %s of its own choice", async (_, column, value) => {
    const before = (await rows()).length;
    const raw = `insert into audit (${columns}, ${column}) values (${values}, ${value})`;
    expect(await refusal(sqlOf(world.db).unsafe(raw))).toBeUndefined();
    expect(await rows()).toHaveLength(before + 1);
    expect(await verify()).toMatchObject({ fault: null, rows: before + 1 });
  });

  test.each([
    "alter table audit disable trigger audit_chain",
    "drop trigger audit_chain on audit",
    "create or replace function audit_chain() returns trigger language plpgsql as 'begin return new; end'",
    "select audit_chain()",
    "set session_replication_role = replica",
    "update audit set hash = hash",
    "delete from audit",
    "truncate audit",
  ])("may not: %s", async (statement) => {
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
  });

  test("cannot borrow the chain's rights for a table of its own", async () => {
    const borrowed = sqlOf(world.db).begin(async (sql) => {
      await sql`create temp table mine (like audit) on commit drop`;
      await sql`create trigger borrowed before insert on mine for each row execute function audit_chain()`;
    });
    expect(await refusal(borrowed)).toBe("42501");
  });

  test("in a transaction with an old snapshot makes no fork: it is told to try again", async () => {
    const before = (await rows()).length;
    const stale = sqlOf(world.db).begin("isolation level repeatable read", async (sql) => {
      await sql`select count(*) from audit`;
      await doNothing(world, [madeChange(1)]);
      await sql.unsafe(`insert into audit (${columns}) values (${values})`);
    });
    expect(await refusal(stale)).toBe("audit_pkey");
    expect(await verify()).toMatchObject({ fault: null, rows: before + 1 });
  });
});

describe.each(["console", "login", "jobs", "rotation", "report"] as const)("the role %s", (role) => {
  test.each([
    "update audit set reason = 'x'",
    "update audit set hash = hash where false",
    "delete from audit",
    "truncate audit",
    "alter table audit disable trigger user",
    "alter table audit drop constraint audit_chained",
    "insert into audit (id) values (1) on conflict (id) do update set reason = 'x'",
  ])("may not: %s", async (statement) => {
    const { db, close } = connect(world.url, { role, max: 1 });
    const before = await rows();
    expect(await refusal(sqlOf(db).unsafe(statement))).toBe("42501");
    expect(await rows()).toEqual(before);
    await close();
  });
});

test("whatever a row says, its hash is recomputed from it without the database", async () => {
  const text = fc.string({ unit: "binary", maxLength: 40 }).map((one) => one.replaceAll("\0", ""));
  const facts = fc.dictionary(
    text,
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(facts, facts, text, async (before, after, reason) => {
      await doNothing(world, [madeChange(1, { before, after, reason })]);
    }),
    { numRuns: 100 },
  );
  expect(await verify()).toMatchObject({ fault: null, rows: (await rows()).length });
});

test("every column but the hashes is in the hash", async () => {
  const [{ columns } = { columns: [] }] =
    await world.sql`select array_agg(column_name order by ordinal_position) as columns
    from information_schema.columns where table_name = 'audit' and column_name not in ('hash', 'previous_hash')`;
  const { chainedFacts } = await import("#core/audit/rules.ts");
  expect(Object.keys(chainedFacts).sort()).toEqual([...columns].sort());
});
