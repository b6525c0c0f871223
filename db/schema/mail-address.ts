import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** One bare address and nothing that a header of a mail could break on; null passes. */
export function isMailAddress(column: AnyPgColumn): SQL {
  return sql`length(${column}) <= 254 and ${column} ~ '^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]+@[A-Za-z0-9.-]+$'`;
}
