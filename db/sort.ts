import { asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** By which column a list is sorted, and whether from its last row up. */
export type Sort<By extends string> = { by: By; descending: boolean };

/** Which rows of a list: so many from a place on, or those that follow the row whose sorted columns are `after`. */
export type Cut<By extends string> = {
  sort?: Sort<By> | undefined;
  after?: readonly (string | number)[] | undefined;
  offset?: number;
  limit: number;
};

/** The columns that a list is sorted by; the last tells each row from every other. */
export type SortColumns<By extends string> = Readonly<Record<By, readonly SQLWrapper[]>>;

/** The order and the beginning of a cut, in SQL. All columns go one way, so that an index serves. */
export function sorted<By extends string>(
  columnsOf: SortColumns<By>,
  { by, descending }: Sort<By>,
  after?: Cut<By>["after"],
): { order: SQL[]; follows: SQL | undefined } {
  const columns = columnsOf[by];
  return {
    order: columns.map((column) => (descending ? desc(column) : asc(column))),
    follows: after && sql`(${list(columns)}) ${sql.raw(descending ? "<" : ">")} (${list(after)})`,
  };
}

function list(parts: readonly unknown[]): SQL {
  return sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );
}
