import { z } from "zod";
import { addDays, addMonths, japanDay, startOfJapanDay } from "../clock.ts";
import { dayInput } from "../day.ts";

/** A period of whole days in Japan, both ends included, and the instants from which and before which it is. */
export type Period = { from: string; until: string; starts: Date; ends: Date };

const day = dayInput("invalid").optional();

/** A free range of days goes before a fiscal year, and that before a month; none of them is this month. */
export const periodInput = {
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "month.format")
    .optional(),
  /** The fiscal year that begins in April of it. */
  year: z
    .string()
    .regex(/^20\d\d$/, "invalid")
    .optional(),
  from: day,
  until: day,
};

type Asked = Partial<Record<keyof typeof periodInput, string | undefined>>;

/** The period asked for; where its ends are the wrong way round, they are taken the right way round. */
export function periodOf({ month, year, from, until }: Asked, now: Date): Period {
  const today = japanDay(now);
  if (from ?? until) {
    const other = from === undefined ? `${(until ?? today).slice(0, 7)}-01` : from;
    const [first = today, last = today] = [other, until ?? today].sort();
    return periodFrom(first, last);
  }
  if (year) return periodFrom(`${year}-04-01`, `${Number(year) + 1}-03-31`);
  const first = `${month ?? today.slice(0, 7)}-01`;
  return periodFrom(first, addDays(addMonths(first, 1), -1));
}

export function periodFrom(from: string, until: string): Period {
  return { from, until, starts: startOfJapanDay(from), ends: startOfJapanDay(addDays(until, 1)) };
}

/** The same days of the year before. */
export function yearBefore({ from, until }: Period): Period {
  // The last day of a February that is a month's end stays its month's end.
  const wholeMonth = addDays(until, 1).endsWith("-01");
  const last = wholeMonth ? addDays(addMonths(addDays(until, 1), -12), -1) : addMonths(until, -12);
  return periodFrom(addMonths(from, -12), last);
}

/** The months (YYYY-MM) that a period touches, the oldest first. */
export function monthsOf({ from, until }: Pick<Period, "from" | "until">): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= until.slice(0, 7); month = monthAfter(month, 1)) {
    months.push(month);
  }
  return months;
}

/** The month so many months later (or, negative, earlier), as YYYY-MM. */
export function monthAfter(month: string, count: number): string {
  return addMonths(`${month}-01`, count).slice(0, 7);
}
