import { z } from "zod";
import { addDays, startOfJapanDay } from "./clock.ts";

/** The year before the first of each era: 令和8年 is 2018 + 8. */
const eras: Readonly<Record<string, number>> = {
  令和: 2018,
  R: 2018,
  平成: 1988,
  H: 1988,
  昭和: 1925,
  S: 1925,
  大正: 1911,
  T: 1911,
  明治: 1867,
  M: 1867,
};

/**
 * A day as people write it, as YYYY-MM-DD, or undefined: 2026年11月22日, 2026/11/22, 20261122, 令和8年11月22日,
 * 令和元年5月1日, R8.11.22; full-width too.
 */
export function readDay(text: string): string | undefined {
  const typed = text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    /^((?:令和|平成|昭和|大正|明治|[RHSTM])?(?:元|\d{1,4}))[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(typed);
  const [, year = "", month = "", day = ""] = parts ?? [];
  const fullYear = readYear(year);
  if (fullYear === undefined || fullYear < 1868) return undefined;
  const written = `${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== written ? undefined : written;
}

function readYear(text: string): number | undefined {
  if (/^\d{4}$/.test(text)) return Number(text);
  const found = /^(\D+?)(元|\d{1,2})$/.exec(text);
  const before = eras[found?.[1] ?? ""];
  return before === undefined ? undefined : before + (found?.[2] === "元" ? 1 : Number(found?.[2]));
}

/** A day of a form's field, kept as YYYY-MM-DD; `message` is said of what is none. */
export function dayInput(message: string) {
  return z
    .string("required")
    .min(1, "required")
    .max(30, message)
    .transform((text, context) => {
      const day = readDay(text);
      if (day !== undefined) return day;
      context.issues.push({ code: "custom", input: text, message });
      return z.NEVER;
    });
}

/** Days that narrow a list; what is none narrows nothing. */
const listedDay = z.iso.date().optional().catch(undefined);
export const daysInput = { from: listedDay, until: listedDay };

/** From when until before when days in Japan last, the last one included. */
export function instantsOf({ from, until }: { from?: string | undefined; until?: string | undefined }) {
  return {
    from: from ? startOfJapanDay(from) : undefined,
    until: until ? startOfJapanDay(addDays(until, 1)) : undefined,
  };
}
