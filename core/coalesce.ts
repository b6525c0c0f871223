import { fail } from "./errors.ts";

export type CoalesceOptions<Item> = {
  /** Batches under way at once: the one that the rest waits for, and those that are slow. */
  batches?: number;
  /** A batch that takes longer is held up, by a lock, say: the rest no longer waits for it. */
  slowMs?: number;
  /** Items in one batch at most. */
  size?: number;
  /** Items that may wait; one more fails with `unavailable`. */
  waiting?: number;
  /** Two items of one key never go together, nor while one of them is under way. */
  keyOf?: (item: Item) => string | null;
};

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Lets what is asked at the same time of one place (a pool, say) go together: what arrives while a batch is under
 * way waits, and then goes as one. `run` answers a batch item by item, in order; it begins only after each of its
 * items has come, so its answer is never older than the question. Fails as `run` does.
 */
export function coalesce<Place extends object, Item, Result>(
  run: (place: Place, items: Item[]) => Promise<readonly Result[]>,
  options: CoalesceOptions<Item> = {},
): (place: Place, item: Item) => Promise<Result> {
  const queues = new WeakMap<Place, (item: Item) => Promise<Result>>();
  return (place, item) => {
    let queue = queues.get(place);
    if (!queue) {
      queue = queueOf((items) => run(place, items), options);
      queues.set(place, queue);
    }
    return queue(item);
  };
}

function queueOf<Item, Result>(
  run: (items: Item[]) => Promise<readonly Result[]>,
  { batches = 4, slowMs = 50, size = 256, waiting = 10_000, keyOf = () => null }: CoalesceOptions<Item>,
): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = [];
  const busy = new Set<string>();
  let underWay = 0;
  let slow = 0;
  let planned = false;

  /** One at a time: two small batches side by side cost nearly twice what one of both does. */
  const mayGo = () => underWay === slow && underWay < batches;

  /** Takes what may go now out of the queue, and the keys with it. */
  function take(): Waiting<Item, Result>[] {
    const taken: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const one of queue) {
      const key = keyOf(one.item);
      if (taken.length === size || (key !== null && busy.has(key))) left.push(one);
      else {
        if (key !== null) busy.add(key);
        taken.push(one);
      }
    }
    queue = left;
    return taken;
  }

  function go(): void {
    planned = false;
    while (queue.length > 0 && mayGo()) {
      const batch = take();
      if (batch.length === 0) return;
      underWay += 1;
      void settle(batch);
    }
  }

  async function settle(batch: Waiting<Item, Result>[]): Promise<void> {
    let isSlow = false;
    const patience = setTimeout(() => {
      isSlow = true;
      slow += 1;
      go();
    }, slowMs);
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, nth) => {
        const result = results[nth];
        if (result === undefined) reject(new Error("a batch left an item without its answer"));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    for (const { item } of batch) {
      const key = keyOf(item);
      if (key !== null) busy.delete(key);
    }
    clearTimeout(patience);
    if (isSlow) slow -= 1;
    underWay -= 1;
    plan();
  }

  /**
   * Once what the sockets brought in this turn has been dealt with, so that it goes together; and so that the answers
   * of a batch are written before the next statement is, which wakes PostgreSQL, often on this very processor.
   */
  function plan(): void {
    if (planned || queue.length === 0 || !mayGo()) return;
    planned = true;
    setImmediate(go);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (queue.length >= waiting) fail("unavailable", "busy");
      queue.push({ item, resolve, reject });
      plan();
    });
}
