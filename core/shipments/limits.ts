import type { Tx } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import { addDays, japanDay, startOfJapanDay } from "../clock.ts";
import type { MailLimits } from "./rules.ts";

/** The limits in force now. */
export async function mailLimits(tx: Tx, now: Date): Promise<MailLimits> {
  const { mailSilentDays, returnedKeptMonths } = await readSettings(tx);
  return { silentSince: startOfJapanDay(addDays(japanDay(now), -mailSilentDays)), returnedKeptMonths };
}
