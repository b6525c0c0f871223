import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";

const names = ["month", "year", "from", "until", "branchCode", "kind", "reason", "state"] as const;
export type Conditions = Partial<Record<(typeof names)[number], string>>;

/** The conditions of a fee report, as its address has them. */
export function conditionsOf(params: SearchParams): Conditions {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = oneParam(params, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
