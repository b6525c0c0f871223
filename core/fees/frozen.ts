import type { Frozen } from "#db/fees-asked.ts";
import { addDays, startOfJapanDay } from "../clock.ts";
import { monthAfter, type Period } from "./period.ts";

/**
 * What of a period may be read from closed months, which are closed up to `lastClosed` (YYYY-MM): the whole ones in it,
 * and what was open at the end of the last one that ends with it or before. What lies beside them is to be summed.
 */
export function frozenIn({ from, until, starts, ends }: Period, lastClosed: string | undefined): Frozen {
  if (!lastClosed) return { base: null, months: null, before: null, tail: { starts, ends } };
  const whole = monthAfter(addDays(until, 1).slice(0, 7), -1);
  const through = whole < lastClosed ? whole : lastClosed;
  const first = from.endsWith("-01") ? from.slice(0, 7) : monthAfter(from.slice(0, 7), 1);
  const closedUntil = startOf(monthAfter(through, 1));
  const beforeEnds = first <= through ? startOf(first) : closedUntil;
  return {
    base: { month: through, ends: closedUntil },
    months: first <= through ? { from: first, through } : null,
    before: starts < beforeEnds ? { starts, ends: beforeEnds } : null,
    tail: closedUntil < ends ? { starts: starts < closedUntil ? closedUntil : starts, ends } : null,
  };
}

const startOf = (month: string) => startOfJapanDay(`${month}-01`);
