import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#core/clock.ts";
import { forecastStock, monthAhead, stockAhead } from "#core/tokens/forecast.ts";

const today = "2026-11-22";

/** Worked by hand: a month has 30.4375 days, 22 November and 61 days are 22 January. */
describe.each([
  // free, used, months of use in stock → a month, reorder point, low, reaches it, runs out
  [90, [30, 30, 30], 1, 30, 30, false, "2027-01-22", "2027-02-22"],
  [90, [10, 20, 30], 2, 20, 40, false, "2027-02-07", "2027-04-08"],
  [91, [999, 0, 0, 30, 30, 30], 1, 30, 30, false, "2027-01-23", "2027-02-23"],
  [30, [30, 30, 30], 1, 30, 30, true, "2026-11-22", "2026-12-23"],
  [31, [30, 30, 30], 1, 30, 30, false, "2026-11-24", "2026-12-24"],
  [12, [4, 4, 5], 3, 13 / 3, 13, true, "2026-11-22", "2027-02-15"],
  [14, [4, 4, 5], 3, 13 / 3, 13, false, "2026-11-30", "2027-03-01"],
  [2, [0, 0, 1], 1, 1 / 3, 1, false, "2027-02-22", "2027-05-24"],
  [0, [0, 0, 1], 1, 1 / 3, 1, true, "2026-11-22", "2026-11-22"],
  [20, [0, 0, 1], 1, 1 / 3, 1, false, "2031-08-23", "2031-11-23"],
  [21, [0, 0, 1], 1, 1 / 3, 1, false, "2031-11-23", null],
  [100, [9, 0, 0, 0], 3, 0, null, false, null, null],
  [0, [0, 0, 0], 3, 0, null, false, null, null],
] as const)("%d in stock, used %j, reorder point %d months", (free, used, reorderMonths, ...worked) => {
  test("is forecast as worked by hand", () => {
    const [perMonth, reorderPoint, low, reorderOn, emptyOn] = worked;
    expect(forecastStock({ free, used, reorderMonths, today })).toEqual({
      perMonth,
      reorderPoint,
      low,
      reorderOn,
      emptyOn,
    });
  });
});

test("what is left at the end of each month goes down by the days that have passed, and stops at nothing", () => {
  // 9 days of November are left, then 31 of December: 90 − 30 × 9 / 30.4375 = 81.13, 90 − 30 × 40 / 30.4375 = 50.57.
  const ahead = stockAhead({ free: 90, perMonth: 30, today }, 4);
  expect(ahead.map(({ month, left }) => [month, Math.round(left * 100) / 100])).toEqual([
    ["2026-11", 81.13],
    ["2026-12", 50.57],
    ["2027-01", 20.02],
    ["2027-02", 0],
    ["2027-03", 0],
  ]);
});

test("months are counted over the ends of years, and from a day that the other month has not", () => {
  expect(monthAhead("2026-11-22", 2)).toBe("2027-01");
  expect(monthAhead("2026-11-22", -11)).toBe("2025-12");
  expect(monthAhead("2027-01-31", 1)).toBe("2027-02");
});

const facts = fc.record({
  free: fc.nat(5000),
  used: fc.array(fc.nat(400), { minLength: 3, maxLength: 12 }),
  reorderMonths: fc.integer({ min: 1, max: 24 }),
  today: fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2024-01-01", days)),
});

describe("whatever the stock and its use", () => {
  test("the reorder point is the fewest tokens that last so many months", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { reorderPoint, perMonth } = forecastStock(given);
        if (reorderPoint === null) return expect(perMonth).toBe(0);
        const needed = perMonth * given.reorderMonths;
        expect(reorderPoint).toBeGreaterThanOrEqual(needed - 1e-9);
        expect(reorderPoint - 1).toBeLessThan(needed);
      }),
    );
  });

  test("it is low just where it reaches the reorder point today, and never runs out before that", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { low, reorderOn, emptyOn } = forecastStock(given);
        expect(low).toBe(reorderOn === given.today);
        if (emptyOn !== null) expect([reorderOn, emptyOn].sort()).toEqual([reorderOn, emptyOn]);
      }),
    );
  });

  test("one token more is never used up earlier, and only the last three months count", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { emptyOn, ...rest } = forecastStock(given);
        const more = forecastStock({ ...given, free: given.free + 1 }).emptyOn ?? "9999";
        expect(more >= (emptyOn ?? "9999") || emptyOn === null).toBe(true);
        const older = forecastStock({ ...given, used: [7, ...given.used] });
        expect(older).toEqual({ emptyOn, ...rest });
      }),
    );
  });

  test("the months of the forecast agree with the day on which it runs out", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { perMonth, emptyOn } = forecastStock(given);
        for (const { month, left } of stockAhead({ ...given, perMonth }, 24)) {
          const endOfMonth = `${monthAhead(`${month}-01`, 1)}-01`;
          expect(left <= 1e-9).toBe(given.free === 0 || (emptyOn !== null && emptyOn <= endOfMonth));
        }
      }),
    );
  });
});
