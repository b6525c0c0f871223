import { inArray, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Narrows a statement to the states asked for, or to all where none is, and of those to `few` where it is given. In one
 * condition: of rows whose state is asked for twice PostgreSQL expects hardly any, and takes the wrong index.
 */
export function inStates<State extends string>(
  column: PgColumn,
  asked: readonly State[],
  few?: readonly State[],
): SQL | undefined {
  const wanted = few && asked.length > 0 ? few.filter((state) => asked.includes(state)) : (few ?? asked);
  return few || wanted.length > 0 ? inArray(column, [...wanted]) : undefined;
}
