import { z } from "zod";
import type { Sort } from "#db/sort.ts";

/**
 * How a list is sorted, as its address says it: `number`, or `-number` downwards. What is none reads as the first
 * column, `downwards` where the newest usually come first.
 */
export function sortInput<const By extends string>(
  columns: readonly [By, ...By[]],
  { downwards = false }: { downwards?: boolean } = {},
) {
  return z
    .string()
    .catch("")
    .transform((asked): Sort<By> => {
      const by = columns.find((one) => one === asked.replace(/^-/, ""));
      return by ? { by, descending: asked.startsWith("-") } : { by: columns[0], descending: downwards };
    });
}

/** Where the part before ended: what its last row is sorted by. */
export const afterInput = z.array(z.union([z.string(), z.number()])).optional();

/** Where a part ends: what its last row is sorted by, `unique` the last of it; undefined where the part is empty. */
export function endOf<By extends string, Unique extends By, Row extends Record<By | Unique, string | number>>(
  rows: readonly Row[],
  { by }: Sort<By>,
  unique: Unique,
): (string | number)[] | undefined {
  const last = rows.at(-1);
  if (!last) return undefined;
  return by === unique ? [last[unique]] : [last[by], last[unique]];
}
