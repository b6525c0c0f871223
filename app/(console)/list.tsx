import { getLanguage } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps, type SearchParams } from "#app/_lib/search-params.ts";
import { LostCharacters } from "#app/(console)/lost-characters.tsx";
import { type Column, DataTable } from "#components/data-table.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Pager } from "#components/pager.tsx";
import { pageRows } from "#core/page.ts";

type Found<Row> = {
  rows: readonly Row[];
  total: number;
  more?: boolean;
  page: number;
  pages: number;
  sort: { by: string; descending: boolean };
};

type Props<Row> = {
  path: string;
  params: SearchParams;
  /** The conditions in the address, without the sorting and the page; what is usual is undefined or empty. */
  filter: Readonly<Record<string, string | undefined>>;
  /** The address of the list's file. */
  file: string;
  found: Found<Row>;
  /** The keys of the columns that sort. */
  sorts: readonly string[];
  caption: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  empty?: React.ReactNode;
  /** As tall as its rows, with what may be done to the chosen ones under them. */
  short?: boolean;
  deeds?: React.ReactNode;
  /** The fields that narrow it. */
  children?: React.ReactNode;
};

/** A desk's list: what narrows it, its table, the way on, and its file. */
export async function List<Row>(props: Props<Row>) {
  const { path, params, filter, file, found, sorts, columns, deeds, children, ...table } = props;
  const language = await getLanguage();
  const { by, descending } = found.sort;
  const kept = { ...filter, sort: oneParam(params, "sort") };
  /** A press on the column that sorts turns it round; on another it sorts upwards. */
  const sortBy = (key: string) =>
    ({
      href: listHref(path, { ...filter, sort: key === by && !descending ? `-${key}` : key }),
      direction: key === by ? (descending ? "descending" : "ascending") : "none",
    }) as const;
  return (
    <>
      {children && (
        <FilterBar
          language={language}
          action={path}
          active={Object.values(filter).some(Boolean)}
          sort={kept.sort}
        >
          {children}
        </FilterBar>
      )}
      <LostCharacters lost={oneParam(params, "lost")} file={listHref(file, kept)} />
      <DataTable
        language={language}
        {...table}
        rows={found.rows}
        columns={columns.map((column) =>
          sorts.includes(column.key) ? { ...column, sort: sortBy(column.key) } : column,
        )}
      />
      {deeds}
      <Pager
        language={language}
        csvHref={listHref(file, kept)}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref(path, { ...kept, page }),
        })}
      />
    </>
  );
}
