import { describe, expect, test } from "vitest";
import { sqlOf } from "#db/prepared.ts";
import { databaseRoles, rolesPage } from "#tests/support/roles-page.ts";
import { shipped, withWorld } from "#tests/support/world.ts";
import { refusal } from "./refusal.ts";

const world = withWorld();

/** Every column of the desk's own tables, with what each role may do with it by the catalogue. */
async function rightsByColumn() {
  const rows = await world.sql`
    select c.table_name as table, c.column_name as column, json_agg(
        concat_ws(' ', case when has_column_privilege(r.role, c.table_name, c.column_name, 'select') then 'r' end,
          case when has_column_privilege(r.role, c.table_name, c.column_name, 'insert') then 'a' end,
          case when has_column_privilege(r.role, c.table_name, c.column_name, 'update') then 'c' end,
          case when has_table_privilege(r.role, c.table_name, 'delete') then 'd' end)
        order by r.at) as rights
      from information_schema.columns c, unnest(${[...databaseRoles]}::text[]) with ordinality as r (role, at)
      where c.table_schema = 'public' group by 1, 2, c.ordinal_position order by 1, c.ordinal_position`;
  return rows.map(({ table, column, rights }) => ({ table, column, rights: rights as string[] }));
}

test("docs/database-roles.md says what each role may do with each column", async () => {
  await expect(rolesPage(await rightsByColumn())).toMatchFileSnapshot("../../docs/database-roles.md");
});

test("no role owns anything, is another, may make anything, or goes where the queue is", async () => {
  for (const role of databaseRoles) {
    const [found] = await world.sql`
      select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolcanlogin as mighty,
          exists (select from pg_auth_members m where m.member = r.oid) as member,
          exists (select from pg_class c where c.relowner = r.oid) as owner,
          has_schema_privilege(rolname, 'public', 'create') as makes,
          (select array_agg(nspname::text) from pg_namespace where nspname !~ '^pg_|^information_schema$'
            and has_schema_privilege(rolname, oid, 'usage')) as schemas
        from pg_roles r where rolname = ${role}`;
    expect({ role, ...found }).toEqual({
      role,
      ...{ mighty: false, member: false, owner: false, makes: false, schemas: ["public"] },
    });
  }
});

test("of the functions that do more than their caller may, roles can call three: they close a month, remind, and delete what is over", async () => {
  const callable = await world.sql`
    select p.proname as name, r.role from pg_proc p, unnest(${[...databaseRoles]}::text[]) as r (role)
      where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and has_function_privilege(r.role, p.oid, 'execute') order by 1, 2`;
  expect([...callable]).toEqual([
    { name: "close_fee_month", role: "console" },
    { name: "close_fee_month", role: "jobs" },
    { name: "notices_remind", role: "jobs" },
    { name: "tidy_login_check", role: "console" },
  ]);
});

/** What the columns are called that hold secrets, and columns called alike that hold none. */
const secretName = /sealed|secret|hash|seed|key_version|mac$|^bytes$|^cells/;
const noSecrets = [
  "audit.hash",
  "audit.previous_hash",
  "fee_closings.hash",
  "fee_closings.previous_hash",
  "login_event_blocks.hash",
  "login_event_blocks.key_version",
  "login_event_blocks.mac",
  "login_event_blocks.sealed_at",
  "scans.bytes",
  "staff.otp_key_version",
];

describe.each([
  ["console", []],
  ["sign_in", ["staff", "staff_enrolments", "staff_invitations", "staff_recovery_codes"]],
  ["counter", ["tokens"]],
  ["report", []],
] as const)("%s", (role, own) => {
  test(`reads secrets of ${own.join(", ") || "nobody"}, tried column by column`, async () => {
    const sql = sqlOf(world.in(role));
    const read = [];
    for (const { table, column } of await rightsByColumn()) {
      const tried = await refusal(sql.unsafe(`select ${column} from ${table} limit 1`));
      if (tried === undefined && secretName.test(column)) read.push(`${table}.${column}`);
    }
    const found = read.filter((name) => !noSecrets.includes(name)).map((name) => name.split(".")[0]);
    expect([...new Set(found)].sort()).toEqual([...own]);
  });

  test("finds none of the others' in all that it can read", async () => {
    await shipped(world, await world.registered());
    const hidden = await secretsBut(own);
    expect(hidden.length).toBeGreaterThan(3);
    const sql = sqlOf(world.in(role));
    const at: number = databaseRoles.indexOf(role);
    const readable = (await rightsByColumn()).filter(({ rights }) => rights[at]?.includes("r"));
    for (const [table, columns] of Map.groupBy(readable, (one) => one.table)) {
      const rows = await sql.unsafe(
        `select row(${columns.map(({ column }) => column)})::text as text from ${table}`,
      );
      const text = rows.map((row) => row.text).join("\n");
      expect(hidden.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});

/** The secrets that there are, as PostgreSQL writes them, but for those of some tables. */
async function secretsBut(own: readonly string[]): Promise<string[]> {
  const found = await world.sql`
    select 'tokens' as table, encode(seed_sealed, 'hex') as secret from tokens
    union all select 'login_accounts', password_hash from login_accounts
    union all select 'login_accounts', encode(cells_sealed, 'hex') from login_accounts
    union all select 'staff', encode(otp_secret_sealed, 'hex') from staff`;
  return found.filter((row) => !own.includes(row.table) && row.secret.length > 8).map((row) => row.secret);
}
