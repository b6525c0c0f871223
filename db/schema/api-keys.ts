import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, date, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { mostKeyDays } from "#core/clients/rules.ts";
import { at, id } from "./columns.ts";
import { apiClients } from "./logins.ts";
import { staff } from "./staff.ts";

/** A client's keys: several while one takes another's place. Kept as their SHA-256 in hex. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    clientId: uuid()
      .notNull()
      .references(() => apiClients.id),
    keyHash: text().notNull().unique("api_keys_key_hash_unique"),
    /** How it begins, so that people can tell it from others; null where that was never written down. */
    prefix: text(),
    /** The key in whose place it is. Each has one successor that works at most, however many ask for one at once. */
    replaces: uuid().references((): AnyPgColumn => apiKeys.id),
    /** Who made it; null for what came from elsewhere than the desk. */
    createdBy: uuid().references(() => staff.id),
    createdAt: at().notNull(),
    /** Null for as long as nobody revokes it. */
    expiresAt: at(),
    revokedAt: at(),
    /** The last day, in Japan, on which it was used. */
    lastUsedOn: date(),
  },
  (t) => [
    check("api_keys_expire_later", sql`${t.expiresAt} > ${t.createdAt}`),
    check(
      "api_keys_made_here_end",
      sql`${t.createdBy} is null or ${t.expiresAt} is not null
        and ${t.expiresAt} - ${t.createdAt} <= interval '${sql.raw(String(mostKeyDays * 24))} hours'`,
    ),
    uniqueIndex("api_keys_one_successor").on(t.replaces).where(sql`${t.revokedAt} is null`),
    index("api_keys_by_client").on(t.clientId),
  ],
);
