import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type CoalesceOptions, coalesce } from "#core/coalesce.ts";

/** A queue that doubles numbers, with what it was asked, batch by batch. */
function doubling(options: CoalesceOptions<number> = {}) {
  const asked: number[][] = [];
  let underWay = 0;
  let most = 0;
  const queue = coalesce(async (_place: object, items: number[]) => {
    asked.push(items);
    most = Math.max(most, ++underWay);
    await sleep(5);
    underWay -= 1;
    if (items.includes(1300)) throw new Error("refused");
    return items.map((item) => item * 2);
  }, options);
  return { queue, asked, most: () => most };
}

const place = {};
const upTo = (many: number) => Array.from({ length: many }, (_, nth) => nth);

describe("what is asked at once", () => {
  test("goes together, and each gets its own answer", async () => {
    const { queue, asked } = doubling();
    expect(await Promise.all(upTo(10).map((n) => queue(place, n)))).toEqual(upTo(10).map((n) => n * 2));
    expect(asked).toEqual([upTo(10)]);
  });

  test("waits while as many batches as allowed are under way", async () => {
    const { queue, asked, most } = doubling({ batches: 2, size: 4 });
    await Promise.all(upTo(30).map((n) => queue(place, n)));
    expect(most()).toBe(2);
    expect(asked.flat().sort((a, b) => a - b)).toEqual(upTo(30));
    expect(Math.max(...asked.map((batch) => batch.length))).toBe(4);
  });

  test("goes beside another batch once it is as large, or alone after it", async () => {
    const { queue, asked, most } = doubling({ batches: 3 });
    const first = Promise.all(upTo(4).map((n) => queue(place, n)));
    await sleep(1);
    const few = Promise.all([10, 11].map((n) => queue(place, n)));
    await sleep(1);
    expect(asked).toEqual([upTo(4)]);
    const more = Promise.all([12, 13].map((n) => queue(place, n)));
    await Promise.all([first, few, more]);
    expect(asked).toEqual([upTo(4), [10, 11, 12, 13]]);
    expect(most()).toBe(2);
  });

  test("of one key goes one after the other", async () => {
    const underWay = new Set<number>();
    const queue = coalesce(
      async (_place: object, items: number[]) => {
        for (const item of items) {
          expect(underWay.has(item % 3)).toBe(false);
          underWay.add(item % 3);
        }
        await sleep(2);
        for (const item of items) underWay.delete(item % 3);
        return items;
      },
      { keyOf: (item) => String(item % 3) },
    );
    expect(await Promise.all(upTo(12).map((n) => queue(place, n)))).toEqual(upTo(12));
  });

  test("fails with its batch, and the next batch goes on", async () => {
    const { queue } = doubling();
    const first = await Promise.allSettled([queue(place, 1300), queue(place, 1)]);
    expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await queue(place, 2)).toBe(4);
  });

  test("of two places never goes together", async () => {
    const { queue, asked } = doubling();
    await Promise.all([queue({}, 1), queue({}, 2)]);
    expect(asked).toEqual([[1], [2]]);
  });
});

test("more than may wait is refused at once, and the rest is answered", async () => {
  const { queue } = doubling({ batches: 1, size: 1, waiting: 3 });
  const ended = await Promise.allSettled(upTo(5).map((n) => queue(place, n)));
  expect(ended.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
  ]);
  expect(ended[4]).toMatchObject({ reason: { code: "unavailable", about: "busy" } });
});
