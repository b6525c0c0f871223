import { beforeAll, describe, expect, test } from "vitest";
import { readHome } from "#core/home/read.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { listOfTokens } from "#core/tokens/list.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { type TokenState, tokenStates } from "#core/tokens/rules.ts";
import { readStock } from "#core/tokens/stock.ts";
import { placed } from "#tests/core/tokens/fixtures.ts";
import { approved, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = () => world.as("operations");
const stockNow = () => readStock(operations(), {});

/** A token of a model, batch and battery, in a state; disposal takes two people, and so a desk's own way. */
async function put(state: TokenState, model: string, batch: string | null, expiresOn: string) {
  const { token } = await placed(world, state === "disposed" ? "disposed" : "in_stock");
  await world.sql`
    update tokens set model = ${model}, batch = ${batch}, expires_on = ${expiresOn} where id = ${token.id}`;
  const circulation: TokenState[] = ["allocated", "in_transit", "delivered", "active", "suspended"];
  const way = state === "revoked" ? [state] : circulation.slice(0, circulation.indexOf(state) + 1);
  for (const next of way) await world.sql`update tokens set state = ${next} where id = ${token.id}`;
  return token;
}

/** An order that took a token at an instant. */
async function allocated(at: string, model: string) {
  world.setNow(at);
  const { orderId } = await approved(world, await world.contract(), "new");
  const token = await put("in_stock", model, "B1", "2031-03-31");
  await allocateSerial(operations(), { orderId, serial: token.serial });
  return { orderId, token };
}

let emptyStock: Awaited<ReturnType<typeof readStock>>;

beforeAll(async () => {
  emptyStock = await stockNow();
  const days = [
    "2026-11-21",
    "2026-11-22",
    "2026-11-23",
    "2026-11-30",
    "2026-12-01",
    "2027-05-31",
    "2027-06-01",
  ];
  let at = 0;
  for (const state of tokenStates) {
    for (const expiresOn of days) {
      for (const model of ["ET-110", "EH-10"]) {
        const batches = ["B1", "B2", null];
        for (let copy = 0; copy <= at % 3; copy++) await put(state, model, batches[copy] ?? null, expiresOn);
        at++;
      }
    }
  }
  for (const [when, model] of [
    ["2025-10-31T23:59:59+09:00", "ET-110"],
    ["2025-11-01T00:00:00+09:00", "ET-110"],
    ["2026-08-31T23:59:59+09:00", "ET-110"],
    ["2026-09-01T00:00:00+09:00", "EH-10"],
    ["2026-09-10T12:00:00+09:00", "ET-110"],
    ["2026-10-31T23:59:59.999+09:00", "ET-110"],
    ["2026-10-31T15:00:00Z", "ET-110"],
    ["2026-11-05T12:00:00+09:00", "GONE"],
  ] as const)
    await allocated(when, model);
  world.setNow("2026-11-22T10:00:00+09:00");
}, 120_000);

describe("the stock page's counts equal a recount from the rows", () => {
  test("by model and batch in each state, and how many are free", async () => {
    const rows = await world.sql`select model, batch, state, expires_on::text as ends from tokens`;
    const { batches, models } = await stockNow();
    for (const { model, batch, counts, free } of batches) {
      const own = rows.filter((row) => row.model === model && row.batch === batch);
      for (const state of tokenStates)
        expect(counts[state] ?? 0).toBe(own.filter((row) => row.state === state).length);
      expect(free).toBe(own.filter((row) => row.state === "in_stock" && row.ends > "2026-11-22").length);
    }
    const all = batches.flatMap(({ counts }) => Object.values(counts));
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
    for (const { model, free } of models) {
      const own = batches.filter((batch) => batch.model === model);
      expect(free).toBe(own.reduce((sum, batch) => sum + batch.free, 0));
    }
    expect(models.map(({ model }) => model)).toEqual(["EH-10", "ET-110", "GONE"]);
  });

  test("of ending batteries by model, month and state: each number is the length of the list that it leads to", async () => {
    const { expiring } = await stockNow();
    expect([...new Set(expiring.map(({ month }) => month))]).toEqual([null, "2026-11", "2026-12", "2027-05"]);
    let told = 0;
    for (const { model, month, counts, ...days } of expiring) {
      for (const [state, count] of Object.entries(counts)) {
        const { total, rows } = await listOfTokens(operations(), { state, model, ...days });
        expect(total).toBe(count);
        for (const { expiresOn } of rows)
          expect(month ? expiresOn.slice(0, 7) : expiresOn <= "2026-11-22").toBe(month ?? true);
        told += count;
      }
    }
    const [recount] = await world.sql`
      select count(*)::int as n from tokens where state in ('in_stock', 'allocated', 'in_transit', 'delivered', 'active', 'suspended')
        and extract(year from expires_on) * 12 + extract(month from expires_on) <= 2027 * 12 + 5`;
    expect(told).toBe(recount?.n);
  });
});

describe("the use of a month", () => {
  test("is what was allocated in it in Japan, a year back and this month so far", async () => {
    const { months, models } = await stockNow();
    expect([months[0], months.at(-1), months.length]).toEqual(["2025-11", "2026-11", 13]);
    const used = Object.fromEntries(
      models.map(({ model, used }) => [
        model,
        Object.fromEntries(used.flatMap((count, at) => (count > 0 ? [[months[at], count]] : []))),
      ]),
    );
    expect(used).toEqual({
      "ET-110": { "2025-11": 1, "2026-08": 1, "2026-09": 1, "2026-10": 1, "2026-11": 1 },
      "EH-10": { "2026-09": 1 },
      GONE: { "2026-11": 1 },
    });
  });

  test("leaves out what came back into stock, and counts the token that was sent instead", async () => {
    const before = await stockNow();
    const usedNow = ({ models }: typeof before) =>
      models.find(({ model }) => model === "ET-110")?.used.at(-1);
    const { orderId, token } = await allocated("2026-11-22T10:00:00+09:00", "ET-110");
    expect(usedNow(await stockNow())).toBe((usedNow(before) ?? 0) + 1);
    await releaseToken(operations(), { tokenId: token.id, reason: "取り違え" });
    expect(usedNow(await stockNow())).toBe(usedNow(before));
    await allocateSerial(operations(), { orderId, serial: token.serial });
    expect(usedNow(await stockNow())).toBe((usedNow(before) ?? 0) + 1);
    await cancelOrder(operations(), { orderId, reason: "取り違え" });
    expect(usedNow(await stockNow())).toBe(usedNow(before));
  });
});

test("the reorder point follows the setting at once, on the home page as on the stock's", async () => {
  // ET-110: 3 in August, September and October; EH-10: 1.
  const points = async () => (await stockNow()).models.map(({ reorderPoint }) => reorderPoint);
  expect(await points()).toEqual([1, 3, null]);
  await world.sql`update settings set reorder_months = 12`;
  expect(await points()).toEqual([4, 12, null]);
  const { stock } = await readHome(world.as("clerk"), {});
  expect(stock).toEqual((await stockNow()).models);
  await world.sql`update settings set reorder_months = 3`;
});

test("a bank without tokens has no models, no batches and nothing that ends", () => {
  expect(emptyStock).toMatchObject({ models: [], batches: [], expiring: [] });
});
