import type postgres from "postgres";
import type { Tx } from "./client.ts";

/**
 * The driver itself, in a transaction its connection: its tagged statements are prepared once a connection, Drizzle's
 * are not. Instants go in as ISO text, because Drizzle has taken away the driver's own conversion.
 */
export function sqlOf(db: Tx): postgres.Sql {
  return (db as Tx & { _: { session: { client: postgres.Sql } } })._.session.client;
}
