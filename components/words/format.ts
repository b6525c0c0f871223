import type { Language } from "#components/words/words.ts";

const timeZone = "Asia/Tokyo";

const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
const parts = {
  ja: new Intl.DateTimeFormat("ja-JP", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
  }),
  en: new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    weekday: "short",
  }),
};
const signed = {
  ja: new Intl.NumberFormat("ja-JP", { signDisplay: "exceptZero" }),
  en: new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" }),
};
const number = { ja: new Intl.NumberFormat("ja-JP"), en: new Intl.NumberFormat("en-GB") };

/** A `…On` date ("2026-11-22") or an instant, as its day in Japan: 2026年11月22日（日）, Sun, 22 Nov 2026. */
export function formatDate(language: Language, date: Date | string): string {
  const day = typeof date === "string" ? new Date(`${date}T00:00:00+09:00`) : date;
  const part = Object.fromEntries(parts[language].formatToParts(day).map(({ type, value }) => [type, value]));
  return language === "ja"
    ? `${part.year}年${part.month}月${part.day}日（${part.weekday}）`
    : `${part.weekday}, ${part.day} ${part.month} ${part.year}`;
}

/** An instant in Japan's time: 2026年11月22日（日）15:52. */
export function formatDateTime(language: Language, at: Date): string {
  return `${formatDate(language, at)}${language === "ja" ? "" : ", "}${formatTime(at)}`;
}

/** 15:52, in Japan. */
export function formatTime(at: Date): string {
  return clock.format(at);
}

/** Narrow, for columns: 2026/11/22 in either language, in Japan. */
export function formatShortDate(date: Date | string): string {
  return typeof date === "string" ? date.replaceAll("-", "/") : isoDay.format(date).replaceAll("-", "/");
}
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone });

const toTheSecond = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" });

/** To the second, narrow, for columns: 2026/11/22 15:52:07 in either language, in Japan. */
export function formatSecond(at: Date): string {
  return `${formatShortDate(at)} ${toTheSecond.format(at)}`;
}

/** Whole yen: 1,100円, ¥1,100. */
export function formatYen(language: Language, yen: number): string {
  const digits = number[language].format(yen);
  return language === "ja" ? `${digits}円` : digits.startsWith("-") ? `-¥${digits.slice(1)}` : `¥${digits}`;
}

/** With its sign, whichever it is: +100円, -¥20. */
export function formatSignedYen(language: Language, yen: number): string {
  return `${yen > 0 ? "+" : ""}${formatYen(language, yen)}`;
}

export function formatNumber(language: Language, value: number): string {
  return number[language].format(value);
}

/** With its sign, whichever it is: +3, -3, 0. */
export function formatSigned(language: Language, value: number): string {
  return signed[language].format(value);
}
