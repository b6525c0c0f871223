import { getLanguage } from "#app/_lib/language.ts";
import { listHref, pagerProps, sortParam } from "#app/_lib/search-params.ts";
import { LostCharacters } from "#app/(console)/lost-characters.tsx";
import { DataTable, type FileColumn } from "#components/data-table.tsx";
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
  /** The conditions in the address, without the sorting and the page. */
  filter: Readonly<Record<string, string | undefined>>;
  /** The address of the list's file. */
  file: string;
  /** Characters that the file in CP932 would lose, as the address tells them. */
  lost: string | undefined;
  found: Found<Row>;
  /** The keys of the columns that sort; the first of them is the usual way. */
  sorts: readonly string[];
  caption: string;
  columns: readonly FileColumn<Row>[];
  rowKey: (row: Row) => string;
  rowHref: (row: Row) => string;
  empty?: React.ReactNode;
};

/** A desk's list: its table, which sorts where a column has an index, the way on, and its file. */
export async function List<Row>(props: Props<Row>) {
  const { path, filter, file, lost, found, sorts, columns, ...table } = props;
  const language = await getLanguage();
  const { by, descending } = found.sort;
  const kept = { ...filter, sort: sortParam(by, descending, sorts) };
  /** A press on the column that sorts turns it round; on another it sorts upwards. */
  const sortBy = (key: string) =>
    ({
      href: listHref(path, { ...filter, sort: sortParam(key, key === by && !descending, sorts) }),
      direction: key === by ? (descending ? "descending" : "ascending") : "none",
    }) as const;
  return (
    <>
      <LostCharacters lost={lost} file={listHref(file, kept)} />
      <DataTable
        language={language}
        {...table}
        rows={found.rows}
        columns={columns.map((column) =>
          sorts.includes(column.key) ? { ...column, sort: sortBy(column.key) } : column,
        )}
      />
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
