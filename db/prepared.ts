import type postgres from "postgres";
import type { Database } from "./client.ts";

/**
 * The driver itself: its tagged statements are prepared once a connection, Drizzle's are not. Instants go in as
 * ISO text, because Drizzle has taken away the driver's own conversion.
 */
export function sqlOf(db: Database): postgres.Sql {
  return (db as Database & { $client: postgres.Sql }).$client;
}
