import type { Tx } from "./client.ts";
import { settings } from "./schema/settings.ts";

export type Settings = typeof settings.$inferSelect;

/** The bank's choices now in force. */
export async function readSettings(tx: Tx): Promise<Settings> {
  const [row] = await tx.select().from(settings);
  if (!row) throw new Error("the settings' row is missing: run the migrations");
  return row;
}
