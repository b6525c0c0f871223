/** For each export constraint, statements that it must refuse; an update of all rows collides with itself. */
export type Refused = Readonly<Record<string, readonly string[]>>;

export const sameId = "01900000-0000-7000-8000-00000000000a";

/** A statement that enters a row again with all that it holds but its id and what else is named. */
export function copied(table: string, others: Record<string, string | null> = {}): string {
  return `insert into ${table} overriding system value
    select (jsonb_populate_record(x, '${JSON.stringify({ id: sameId, ...others })}')).* from ${table} x limit 1`;
}
