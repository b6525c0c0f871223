import { EmptyState } from "#components/empty-state.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

/** What a file has in a cell: what is not there is empty. */
export type CellText = string | number | null | undefined;

type Head = {
  key: string;
  header: string;
  /** Numbers and yen stand at the end, digits under digits. */
  align?: "start" | "end";
  /** May break over lines; other cells stay on one. */
  wrap?: boolean;
  /** Where a press on the header leads, and how the list is sorted by this column now. */
  sort?: { href: string; direction: "ascending" | "descending" | "none" };
};

/** A column of a list that can be taken out as a file too: where it shows no more than its text, that is enough. */
export type FileColumn<Row> = Head & {
  text: (row: Row) => CellText;
  cell?: (row: Row) => React.ReactNode;
};
export type Column<Row> =
  | (Head & { cell: (row: Row) => React.ReactNode; text?: undefined })
  | FileColumn<Row>;

const shown = <Row,>({ cell, text }: Column<Row>, row: Row): React.ReactNode => (cell ?? text)?.(row);

type Props<Row> = {
  language: Language;
  caption: string;
  /** Shows the caption above the table; else it is for screen readers alone. */
  showCaption?: boolean;
  /** The first column names the row and stays when the table scrolls sideways. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Makes the first cell a link, so that Enter opens the row; `j` and `k` walk these links. */
  rowHref?: (row: Row) => string;
  /** Instead of the usual words for no rows. */
  empty?: React.ReactNode;
  /** A row of sums, one cell a column. */
  footer?: readonly React.ReactNode[];
  /** As tall as its rows. Else, as a direct child of `main`, it fills the screen and scrolls under its header. */
  short?: boolean;
};

export function DataTable<Row>({
  language,
  caption,
  showCaption,
  columns,
  rows,
  rowKey,
  rowHref,
  empty,
  footer,
  short,
}: Props<Row>) {
  const t = translate(language, "common");
  return (
    <section
      aria-label={caption}
      data-list={short ? undefined : ""}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className={`panel overflow-auto print:max-h-none print:overflow-visible ${short ? "" : "min-h-80 flex-[1_1_0]"}`}
    >
      <table className="w-full border-separate border-spacing-0 text-[0.875rem] leading-150">
        <caption className={showCaption ? "px-3 py-2 text-start font-700 text-[1rem]" : "sr-only"}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <Header
                key={column.key}
                column={column}
                first={at === 0}
                label={t("list.sortBy", { column: column.header })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group">
              {columns.map((column, at) =>
                at === 0 ? (
                  <th
                    key={column.key}
                    scope="row"
                    className={`${cellLook(column)} sticky left-0 z-10 bg-surface p-0 text-start font-400 group-focus-within:bg-accent-soft group-hover:bg-surface-hover`}
                  >
                    {rowHref ? (
                      <a
                        data-row
                        href={rowHref(row)}
                        className="flex min-h-11 items-center px-3 font-700 focus-visible:-outline-offset-4 focus-visible:shadow-none"
                      >
                        {shown(column, row)}
                      </a>
                    ) : (
                      <span className="flex min-h-11 items-center px-3">{shown(column, row)}</span>
                    )}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    className={`${cellLook(column)} h-11 px-3 py-1 group-focus-within:bg-accent-soft group-hover:bg-surface-hover`}
                  >
                    {shown(column, row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {footer && rows.length > 0 && (
          <tfoot>
            <tr>
              {columns.map((column, at) => (
                <td
                  key={column.key}
                  className={`${cellLook(column)} sticky bottom-0 h-11 border-line-strong border-t bg-surface-sunken px-3 font-700`}
                >
                  {footer[at]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length === 0 && (empty ?? <EmptyState title={t("list.empty")}>{t("list.emptyLead")}</EmptyState>)}
    </section>
  );
}

function cellLook<Row>(column: Column<Row>): string {
  return `border-line border-b ${column.align === "end" ? "tabular text-end" : "text-start"} ${column.wrap ? "min-w-48" : "whitespace-nowrap"}`;
}

function Header<Row>({ column, first, label }: { column: Column<Row>; first: boolean; label: string }) {
  const { sort } = column;
  const look = `sticky top-0 h-10 border-line-strong border-b bg-surface-sunken font-700 text-[0.8125rem] text-ink-soft whitespace-nowrap ${
    column.align === "end" ? "text-end" : "text-start"
  } ${first ? "left-0 z-30" : "z-20"}`;
  if (!sort) {
    return (
      <th scope="col" className={`${look} px-3`}>
        {column.header}
      </th>
    );
  }
  return (
    <th scope="col" aria-sort={sort.direction} className={look}>
      <a
        href={sort.href}
        title={label}
        className="inline-flex min-h-11 items-center gap-1 px-3 text-ink-soft no-underline hover:underline"
      >
        {column.header}
        <SortMark direction={sort.direction} />
      </a>
    </th>
  );
}

function SortMark({ direction }: { direction: "ascending" | "descending" | "none" }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 14" width="10" height="14" fill="currentColor">
      <path d="M5 1 9 6H1z" opacity={direction === "descending" ? 0.3 : 1} />
      <path d="M5 13 1 8h8z" opacity={direction === "ascending" ? 0.3 : 1} />
    </svg>
  );
}
