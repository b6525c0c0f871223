import { isBusinessDay } from "../calendar.ts";
import { addDays, addMonths } from "../clock.ts";

/** The day itself, or the first business day after it: a debit date on a closed day moves there (zengin.md). */
export function nextBusinessDay(day: string): string {
  let next = day;
  while (!isBusinessDay(next)) next = addDays(next, 1);
  return next;
}

/** The first debit date after `today` by the bank's day of the month; a month without that day has it on its last. */
export function nextDebitDate(today: string, dayOfMonth: number): string {
  for (let month = `${today.slice(0, 7)}-01`; ; month = addMonths(month, 1)) {
    const last = addDays(addMonths(month, 1), -1);
    const day = `${month.slice(0, 8)}${String(dayOfMonth).padStart(2, "0")}`;
    const date = nextBusinessDay(day < last ? day : last);
    if (date > today) return date;
  }
}
