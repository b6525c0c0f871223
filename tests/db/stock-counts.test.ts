import type postgres from "postgres";
import { expect, test } from "vitest";
import { allocateSerial } from "#core/orders/allocate.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { countAnew } from "#db/guards/stock.ts";
import { sqlOf } from "#db/prepared.ts";
import { foldCounts } from "#db/stock.ts";
import { csvOf, serialsOf, withImports } from "#tests/core/token-imports/desk.ts";
import { refusal } from "#tests/db/refusal.ts";
import { approved, shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const desk = withImports(world);

const told = async (sql: postgres.Sql) => [
  ...(await sql`select state, model, batch, expires_on::text, sum(count)::int as count from token_counts
    group by 1, 2, 3, 4 having sum(count) <> 0 order by 1, 2, 3, 4`),
  ...(await sql`select model, month, sum(count)::int as count from token_uses
    group by 1, 2 having sum(count) <> 0 order by 1, 2`),
];

/** What the triggers have counted, and what there is. */
async function counts() {
  const counted = await told(world.sql);
  const sql = await world.sql.reserve();
  try {
    await sql`begin`;
    await sql.unsafe(countAnew);
    return { counted, recounted: await told(sql) };
  } finally {
    await sql`rollback`;
    sql.release();
  }
}

async function expectRight(): Promise<void> {
  const { counted, recounted } = await counts();
  expect(counted.length).toBeGreaterThan(0);
  expect(counted).toEqual(recounted);
}

test("tokens are counted as they come, move, are used and taken back, as if counted one by one", async () => {
  await desk.import(csvOf(serialsOf("C", 30)), { batch: "first", model: "C200" });
  await expectRight();
  await shipped(world, await world.contract(), "new");
  await shipped(world, await world.registered(), "reissue");
  await expectRight();
  const { orderId } = await approved(world, await world.registered(), "reissue");
  const { id: tokenId, serial } = await world.token();
  await allocateSerial(world.as("operations"), { orderId, serial });
  await expectRight();
  await releaseToken(world.as("operations"), { tokenId, reason: "違う機種" });
  await expectRight();
  await world.sql`delete from tokens where serial like 'C%'`;
  await expectRight();
});

test("summed up by a job, the counts are the same and few", async () => {
  await shipped(world, await world.contract(), "new");
  const before = await counts();
  await foldCounts(desk.job().db);
  expect(await counts()).toEqual(before);
  const [rows] =
    await world.sql`select count(*)::int as n, count(distinct (state, model, batch, expires_on))::int as kinds
    from token_counts`;
  expect(rows?.n).toBe(rows?.kinds);
});

test.each([
  "insert into token_counts (state, model, expires_on, count) values ('in_stock', 'x', '2030-01-01', 9)",
  "update token_counts set count = 9",
  "update token_uses set count = 9",
])("the desks may not: %s", async (statement) => {
  expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
});
