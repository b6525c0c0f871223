import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type CoalesceOptions, coalesce } from "#core/coalesce.ts";

/** A queue that doubles numbers, with what it was asked, batch by batch. */
function doubling({ takesMs = 5, ...options }: CoalesceOptions<number> & { takesMs?: number } = {}) {
  const asked: number[][] = [];
  let underWay = 0;
  let most = 0;
  const queue = coalesce(async (_place: object, items: number[]) => {
    asked.push(items);
    most = Math.max(most, ++underWay);
    await sleep(takesMs);
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

  test("waits while a batch is under way, and then goes as one", async () => {
    const { queue, asked, most } = doubling({ size: 4 });
    const first = queue(place, 100);
    await sleep(1);
    await Promise.all([first, ...upTo(30).map((n) => queue(place, n))]);
    expect(most()).toBe(1);
    expect(asked.map((batch) => batch.length)).toEqual([1, 4, 4, 4, 4, 4, 4, 4, 2]);
    expect(asked.flat()).toEqual([100, ...upTo(30)]);
  });

  test("no longer waits for a batch that is slow, up to as many batches as allowed", async () => {
    const { queue, asked, most } = doubling({ batches: 2, slowMs: 10, takesMs: 60 });
    const first = queue(place, 0);
    await sleep(2);
    const second = queue(place, 1);
    await sleep(30);
    expect(asked).toEqual([[0], [1]]);
    const third = queue(place, 2);
    await Promise.all([first, second, third]);
    expect(asked).toEqual([[0], [1], [2]]);
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
  const { queue } = doubling({ size: 1, waiting: 3 });
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
