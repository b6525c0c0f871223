import { expect, test } from "vitest";
import { answers, cellsMatch, drawPair } from "#core/logins/card.ts";
import { systemRandom } from "#core/logins/context.ts";
import { cardCells, cellNames, cellPairs } from "#core/logins/rules.ts";

const cells = ["3", "07", "42", "9", "0", "11", "5", "60"];

test("there are 28 pairs of different cells, and each has its two names", () => {
  expect(new Set(cellPairs.map((pair) => String(cellNames(pair)))).size).toBe(28);
  for (const [first, second] of cellPairs) expect(first).toBeLessThan(second);
});

test("each pair is drawn as often as the others (χ² over 28 pairs, p > 10⁻⁷)", () => {
  const draws = 28_000;
  const counts = new Map<string, number>();
  for (let nth = 0; nth < draws; nth++) {
    const pair = String(drawPair(systemRandom));
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const expected = draws / 28;
  const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(counts.size).toBe(28);
  expect(chi2).toBeLessThan(85);
});

test("both numbers must be right, as printed", () => {
  const asked = ["ア", "イ"] as const;
  expect(cellsMatch(cells, asked, { ア: "3", イ: "07" })).toBe(true);
  expect(cellsMatch(cells, asked, { ア: "3", イ: "7" })).toBe(false);
  expect(cellsMatch(cells, asked, { ア: "07", イ: "3" })).toBe(false);
  expect(cellsMatch(cells, asked, { ア: "3" })).toBe(false);
});

test("an answer is for the cells asked, in either order, and for no others", () => {
  expect(answers({ イ: "1", ア: "2" }, ["ア", "イ"])).toBe(true);
  expect(answers({ ア: "1", ウ: "2" }, ["ア", "イ"])).toBe(false);
  expect(answers({ ア: "1", イ: "2", ウ: "3" }, ["ア", "イ"])).toBe(false);
});

test("no position is off the card", () => {
  expect(() => cellNames([0, cardCells.length])).toThrow(RangeError);
});
