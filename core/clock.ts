const japan = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo", dateStyle: "short" });

/** The calendar day in Japan at an instant, as YYYY-MM-DD, whatever the machine's time zone. */
export function japanDay(at: Date): string {
  return japan.format(at);
}

/** The instant at which a day (YYYY-MM-DD) begins in Japan, which keeps UTC+9 all year. */
export function startOfJapanDay(day: string): Date {
  return new Date(`${day}T00:00:00+09:00`);
}

/** The day so many days later (or, negative, earlier), as YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The day so many months later, as YYYY-MM-DD; the last of its month where that is shorter. */
export function addMonths(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months + 1, 0);
  const last = at.getUTCDate();
  at.setUTCDate(Math.min(last, Number(day.slice(8))));
  return at.toISOString().slice(0, 10);
}

const japanClock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Tokyo", timeStyle: "short" });

/** The time of day in Japan, as HH:MM. */
export function japanTime(at: Date): string {
  return japanClock.format(at);
}

/** An instant written as YYYY-MM-DDTHH:MM in Japan's time, or undefined where it is none. */
export function readJapanTime(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
  const at = new Date(`${text}:00+09:00`);
  // `Date` takes 30 February for 2 March.
  return !Number.isNaN(at.getTime()) && japanDay(at) === text.slice(0, 10) ? at : undefined;
}
