import { sql } from "drizzle-orm";
import { check, date, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
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
    index("api_keys_by_client").on(t.clientId),
  ],
);
