import type { Tx } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import { addDays, japanDay, startOfJapanDay } from "../clock.ts";

/** Mail under way of which nothing was heard since this instant is overdue: somebody is to ask the post. */
export async function silentSince(tx: Tx, now: Date): Promise<Date> {
  const { mailSilentDays } = await readSettings(tx);
  return startOfJapanDay(addDays(japanDay(now), -mailSilentDays));
}
