import type { Tx } from "#db/client.ts";
import { findFirstEntryAt, findLastClosedMonth, readClosingDay } from "#db/fee-closings.ts";
import { addBusinessDays } from "../calendar.ts";
import { addDays, japanDay } from "../clock.ts";
import { monthAfter } from "./period.ts";

/** The month that is to be closed next, from which day on, and whether that day has come. */
export type NextClosing = { month: string; closesOn: string; due: boolean };

/** The day on which a month (YYYY-MM) is closed: that business day of the month after it. */
export function closingDayOf(month: string, businessDay: number): string {
  return addBusinessDays(addDays(`${monthAfter(month, 1)}-01`, -1), businessDay);
}

/** The month after the last that is closed, or that of the first entry of all; undefined where nothing was entered yet. */
export async function readNextClosing(tx: Tx, now: Date): Promise<NextClosing | undefined> {
  const last = await findLastClosedMonth(tx);
  const first = last ? undefined : await findFirstEntryAt(tx);
  const month = last ? monthAfter(last, 1) : first && japanDay(first).slice(0, 7);
  if (!month) return undefined;
  const closesOn = closingDayOf(month, await readClosingDay(tx));
  return { month, closesOn, due: closesOn <= japanDay(now) };
}
