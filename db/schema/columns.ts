import { customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** Row ids are UUIDv7, made here because PostgreSQL learned them only in 18. */
export const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => v7());

/** An instant; shown and cut into days in Asia/Tokyo. */
export const at = () => timestamp({ withTimezone: true, mode: "date" });

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
