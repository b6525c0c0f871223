import { expect, test } from "vitest";
import { listKinds, listOfTokens } from "#core/tokens/list.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("tokens come by state, the soonest to run out first, counted in every state, and without their seeds", async () => {
  const later = await world.token({ expiresOn: "2031-03-31" });
  const sooner = await world.token({ expiresOn: "2029-03-31" });
  const inUse = (await world.registered()).token;
  const stock = await listOfTokens(world.as("operations"), { state: "in_stock" });
  expect(stock.rows.map(({ serial }) => serial)).toEqual([sooner.serial, later.serial]);
  expect(stock.total).toBe(2);
  expect(stock.counts).toEqual(
    expect.arrayContaining([
      { state: "in_stock", count: 2 },
      { state: "active", count: 1 },
    ]),
  );
  expect(Object.keys(stock.rows[0] ?? {}).filter((key) => /seed/i.test(key))).toEqual([]);
  const all = await listOfTokens(world.as("auditor"), {});
  expect(all.rows.map(({ serial }) => serial)).toContain(inUse.serial);
});

test("a filter is offered every model and batch that there is, once, whatever their states", async () => {
  const kinds = [
    ["A", "one"],
    ["A", null],
    ["A", "two"],
    ["B", null],
    ["C", "one"],
    ["C", "three"],
    ["C", "three"],
  ] as const;
  for (const [model, batch] of kinds) {
    for (const { id } of [await world.token(), (await world.registered()).token])
      await world.sql`update tokens set model = ${model}, batch = ${batch} where id = ${id}`;
  }
  const { id } = (await world.registered()).token;
  await world.sql`update tokens set model = 'D', batch = 'in use' where id = ${id}`;
  const offered = await listKinds(world.as("auditor"), {});
  expect(offered.models.filter((model) => model.length === 1)).toEqual(["A", "B", "C", "D"]);
  expect(offered.batches).toEqual(["in use", "one", "three", "two"]);
});
