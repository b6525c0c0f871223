import type { Database } from "#db/client.ts";
import { findReadiness } from "#db/status.ts";

/** Whether this process can do its work now; false where the database is away or not migrated. */
export async function isReady(db: Database): Promise<boolean> {
  return findReadiness(db).catch(() => false);
}
