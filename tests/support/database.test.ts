import { expect, test } from "vitest";
import { createDatabase, withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();

test("a test's database has the whole schema, and what it writes reaches no other", async () => {
  const other = await createDatabase();
  await desk.sql`create table only_here (x int)`;
  const [found] = await other.sql`select to_regclass('only_here') as here, to_regclass('forms') as forms`;
  expect(found).toEqual({ here: null, forms: "forms" });
  await other.drop();
});

test("the app's connection owns no table", async () => {
  await expect(desk.db.execute("drop table forms")).rejects.toMatchObject({ cause: { code: "42501" } });
});
