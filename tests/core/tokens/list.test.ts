import { expect, test } from "vitest";
import { pagerProps } from "#app/_lib/search-params.ts";
import { pageRows } from "#core/page.ts";
import { listKinds, listOfTokens } from "#core/tokens/list.ts";
import { countedAtMost } from "#db/count.ts";
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

test("of a long list the rows are not counted to the last, and can be reached to the last", async () => {
  const { id } = await world.token();
  await world.sql`
    insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
        manufacturer, model, batch, expires_on, imported_at)
      select gen_random_uuid(), 'LONG-' || lpad(i::text, 5, '0'), kind, algorithm, digits, step_seconds, seed_sealed,
        seed_key_version, manufacturer, model, 'long', expires_on, imported_at
      from tokens, generate_series(1, ${countedAtMost + 26}) as i where id = ${id}`;
  const page = async (nth: number) => {
    const found = await listOfTokens(world.as("operations"), { batch: "long", page: nth });
    return { ...found, pager: pagerProps(found, { rowsPerPage: pageRows, href: String }) };
  };
  expect(await page(1)).toMatchObject({
    total: countedAtMost,
    more: true,
    pager: { from: 1, nextHref: "2" },
  });
  expect((await page(41)).pager).toMatchObject({ from: 1001, to: 1025, nextHref: "42" });
  expect(await page(42)).toMatchObject({
    rows: [{ serial: "LONG-01026" }],
    pager: { to: 1026, nextHref: undefined },
  });
  await world.sql`delete from tokens where serial > 'LONG-01000' and batch = 'long'`;
  expect(await page(1)).toMatchObject({ total: countedAtMost, more: false });
  expect((await page(40)).pager.nextHref).toBeUndefined();
  await world.sql`delete from tokens where batch = 'long'`;
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
