import { isBusinessDay } from "#core/calendar.ts";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";

const minuteMs = 60_000;
/** The counter's hours, as minutes after midnight in Japan. */
export const opens = 9 * 60;
export const closes = 16 * 60 + 30;

/** The minute of the day in Japan. */
export function minuteOf(at: Date): number {
  return (at.getTime() - startOfJapanDay(japanDay(at)).getTime()) / minuteMs;
}

export function atMinute(day: string, minute: number): Date {
  return new Date(startOfJapanDay(day).getTime() + Math.round(minute * minuteMs));
}

/** The first business day that is `day` or later. */
export function businessDayFrom(day: string): string {
  let found = day;
  while (!isBusinessDay(found)) found = addDays(found, 1);
  return found;
}

/** The business day `count` business days before `day`. */
export function businessDaysBefore(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; ) {
    found = addDays(found, -1);
    if (isBusinessDay(found)) left--;
  }
  return found;
}

/** That many working minutes later: what does not fit before closing goes on the next business morning. */
export function workLater(from: Date, minutes: number): Date {
  let day = businessDayFrom(japanDay(from));
  let at = day === japanDay(from) ? Math.max(minuteOf(from), opens) : opens;
  for (let left = minutes; ; ) {
    const room = Math.max(0, closes - at);
    if (left < room) return atMinute(day, at + left);
    left -= room;
    day = businessDayFrom(addDays(day, 1));
    at = opens;
  }
}

/** The last day with a working hour behind it at `now`, and the latest minute of it that has passed. */
export function lastWorkDay(now: Date): { day: string; until: number } {
  const today = japanDay(now);
  if (isBusinessDay(today) && minuteOf(now) >= opens + 60) {
    return { day: today, until: Math.min(minuteOf(now), closes) };
  }
  return { day: businessDaysBefore(today, 1), until: closes };
}
