import { addDays, addMonths } from "../clock.ts";

/** Of how many whole months the rate of use is the mean. */
export const rateMonths = 3;
/** How far a forecast looks, in months: about as long as a battery lasts. */
const horizonMonths = 60;
const daysPerMonth = 365.25 / 12;

/** What the forecast of one model's stock is made from. */
export type StockFacts = {
  /** Tokens that may be allocated now. */
  free: number;
  /** Tokens that left the stock in each whole month before this one, the oldest first; three of them at least. */
  used: readonly number[];
  /** The reorder point, as how many months of use. */
  reorderMonths: number;
  /** YYYY-MM-DD in Japan. */
  today: string;
};

export type StockForecast = {
  /** The mean of the last three whole months. */
  perMonth: number;
  /** Whole tokens; null where nothing was used lately, so that nothing is to be ordered. */
  reorderPoint: number | null;
  /** Whether the stock is at the reorder point or below it. */
  low: boolean;
  /** The day by which the stock is down to the reorder point, today where it is already; null for not in five years. */
  reorderOn: string | null;
  /** The same of the last token. */
  emptyOn: string | null;
};

/** When a model's stock will be used up if it goes on leaving as it did in the last three months. */
export function forecastStock({ free, used, reorderMonths, today }: StockFacts): StockForecast {
  const lately = used.slice(-rateMonths).reduce((sum, count) => sum + count, 0);
  const perMonth = lately / rateMonths;
  if (lately === 0) return { perMonth, reorderPoint: null, low: false, reorderOn: null, emptyOn: null };
  // Not by `perMonth`: thirds are not exact in binary, and a point could lie one token too high.
  const reorderPoint = Math.ceil((lately * reorderMonths) / rateMonths);
  const dayAt = (level: number) => {
    const months = Math.max(0, ((free - level) * rateMonths) / lately);
    return months > horizonMonths ? null : addDays(today, Math.ceil(months * daysPerMonth));
  };
  return {
    perMonth,
    reorderPoint,
    low: free <= reorderPoint,
    reorderOn: dayAt(reorderPoint),
    emptyOn: dayAt(0),
  };
}

/** What will be left of a stock at the end of this month (YYYY-MM) and of each of the `count` months after it. */
export function stockAhead(
  { free, perMonth, today }: { free: number; perMonth: number; today: string },
  count: number,
): { month: string; left: number }[] {
  return Array.from({ length: count + 1 }, (_, ahead) => {
    const month = monthAhead(today, ahead);
    const days = daysBetween(today, `${monthAhead(today, ahead + 1)}-01`);
    return { month, left: Math.max(0, free - (perMonth * days) / daysPerMonth) };
  });
}

/** The month so many months after a day's own (or, negative, before it), as YYYY-MM. */
export function monthAhead(day: string, count: number): string {
  return addMonths(day, count).slice(0, 7);
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / (24 * 60 * 60 * 1000);
}
