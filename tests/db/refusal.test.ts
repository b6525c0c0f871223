import { expect, test } from "vitest";
import { rolledBack } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("the tests' undo leaves nothing behind", async () => {
  const before = await world.everything();
  await rolledBack(world.sql, async (sql) => {
    await sql`update settings set otp_limit = 3`;
  });
  expect(await world.everything()).toBe(before);
});
