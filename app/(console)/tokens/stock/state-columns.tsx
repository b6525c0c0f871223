import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import type { Column } from "#components/data-table.tsx";
import type { TokenState } from "#core/tokens/rules.ts";
import type { StateCounts } from "#core/tokens/stock.ts";

/** What a list of tokens is narrowed by besides their state; undefined where it cannot be told in an address. */
type Filter = Readonly<Record<string, string | undefined>> | undefined;

/** A column for each state with how many tokens are in it, each number a way to their list. */
export async function stateColumns<Row extends { counts: StateCounts }>(
  states: readonly TokenState[],
  filterOf: (row: Row) => Filter,
): Promise<Column<Row>[]> {
  const t = await getT("tokens");
  const { number } = await getFormat();
  return states.map((state) => ({
    key: state,
    header: t(`state.${state}`),
    align: "end",
    cell: (row) => {
      const count = row.counts[state] ?? 0;
      const filter = filterOf(row);
      if (count === 0 || !filter) return number(count);
      return (
        <a
          href={listHref("/tokens", { state, ...filter })}
          className="inline-flex min-h-9 min-w-9 items-center justify-end"
        >
          {number(count)}
        </a>
      );
    },
  }));
}

/** The sums of such columns. */
export async function stateSums(states: readonly TokenState[], rows: readonly { counts: StateCounts }[]) {
  const { number } = await getFormat();
  return states.map((state) => number(rows.reduce((sum, { counts }) => sum + (counts[state] ?? 0), 0)));
}
