import type { Language } from "#components/words/words.ts";

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Tokyo",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const english = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Tokyo",
  dateStyle: "medium",
  timeStyle: "medium",
});

/** To the second, as the guide writes it: 2026年11月22日 15時52分07秒; 22 Nov 2026, 15:52:07 (Japan time). */
export function secondInJapan(language: Language, at: Date): string {
  if (language === "en") return `${english.format(at)} (Japan time)`;
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}年${part.month}月${part.day}日 ${part.hour}時${part.minute}分${part.second}秒`;
}
