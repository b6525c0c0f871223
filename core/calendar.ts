import holidays from "@holiday-jp/holiday_jp";
import { addDays } from "./clock.ts";

/** Banks close on weekends, national holidays, 31 December and 2–3 January (Banking Act Enforcement Order, art. 5). */
export function isBusinessDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  if (["12-31", "01-01", "01-02", "01-03"].includes(day.slice(5))) return false;
  return !(day in holidays.holidays);
}

/** The business day that is `count` business days after `day`. */
export function addBusinessDays(day: string, count: number): string {
  let next = day;
  for (let left = count; left > 0; ) {
    next = addDays(next, 1);
    if (isBusinessDay(next)) left--;
  }
  return next;
}
