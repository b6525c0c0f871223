import { beforeAll, expect, test } from "vitest";
import { migrate } from "#db/migrate.ts";
import { shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();

// Migrating must leave what is there as it is.
beforeAll(async () => {
  await shipped(world, await world.registered());
});

test("every guard stands in the database as written, and migrating again changes nothing", async () => {
  const before = await schemaOf();
  const rows = await world.everything();
  await migrate(world.url);
  await migrate(world.url);
  expect(await schemaOf()).toEqual(before);
  expect(await world.everything()).toBe(rows);
});

test("migrating lays a dropped guard again and takes back a grant that was slipped in", async () => {
  const before = await schemaOf();
  await world.sql`drop trigger forms_guard_keyed on forms`;
  await world.sql`grant update, delete on audit to console`;
  await world.sql`grant delete on forms to console`;
  await migrate(world.url);
  expect(await schemaOf()).toEqual(before);
});

test("two processes that migrate at once do so one after the other", async () => {
  await expect(
    Promise.all([migrate(world.url), migrate(world.url), migrate(world.url)]),
  ).resolves.toBeDefined();
});

async function schemaOf() {
  const objects = await world.sql`
    select 'table ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as object
      from information_schema.columns where table_schema = 'public'
    union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'trigger ' || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
    union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'grant ' || relname || ' ' || coalesce(relacl::text, '') from pg_class
      where relnamespace = 'public'::regnamespace
    order by 1`;
  return objects.map((row) => row.object);
}
