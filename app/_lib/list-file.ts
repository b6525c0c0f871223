import "server-only";
import { redirect } from "next/navigation";
import { fileResponse } from "#app/_lib/route.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import type { CellText } from "#components/data-table.tsx";
import { notInCp932, toCp932 } from "#core/cp932.ts";
import { csv, csvRows } from "#core/csv.ts";
import { noteExport } from "#core/lists/note-export.ts";
import type { ExportedList } from "#core/lists/rules.ts";

type Context = Awaited<ReturnType<typeof staffContext>>;

/** A part of a list with the place after which the next one begins; the last part has no rows. */
export type Part<Row, Place> = { rows: readonly Row[]; end: Place | undefined };

type Listed<Row, Place> = {
  list: ExportedList;
  /** Of which one thing it is a list, for the record. */
  of?: Readonly<Record<string, string>>;
  /** The list's own page, which tells what CP932 would lose. */
  path: string;
  columns: readonly { header: string; text: (row: Row) => CellText }[];
  read: (
    context: Context,
    conditions: Record<string, string>,
  ) => (after?: Place) => Promise<Part<Row, Place>>;
};

/** Characters that a page tells of; more say nothing more. */
const toldAtMost = 20;

/**
 * All that a list's filter finds as CSV, in its order, sent part by part: UTF-8 with BOM, or CP932 where `encoding` says
 * so. What CP932 cannot carry is told on the list's page first. On record as `list.export`.
 */
export async function listFile<Row, Place>(
  address: URL,
  { list, of = {}, path, columns, read }: Listed<Row, Place>,
): Promise<Response> {
  return fileResponse(async () => {
    const { encoding, told, lost: _, page: __, ...asked } = Object.fromEntries(address.searchParams);
    const conditions = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
    const context = await staffContext();
    const part = read(context, conditions);
    const cells = ({ rows }: Part<Row, Place>) =>
      rows.map((row) => columns.map((column) => column.text(row) ?? ""));
    // The first part is read before anything is sent, so that a refusal can still be told.
    const first = await part();
    const old = encoding === "cp932";
    if (old && !told) {
      const lost = await lostOf(first, part, cells);
      if (lost.length > 0) redirect(listHref(path, { ...conditions, lost: lost.join("") }) as "/");
    }
    await noteExport(context, {
      list,
      conditions: Object.entries({ ...of, ...conditions }).map(([name, value]) => ({ name, value })),
    });
    const bytes = (text: string) => (old ? toCp932(text) : new TextEncoder().encode(text));
    const header = columns.map((column) => column.header);
    let last = first;
    const body = new ReadableStream<Uint8Array>({
      start: (file) =>
        file.enqueue(bytes(old ? csvRows([header, ...cells(first)]) : csv(header, cells(first)))),
      async pull(file) {
        if (last.end !== undefined) last = await part(last.end);
        if (last.end === undefined) file.close();
        else file.enqueue(bytes(csvRows(cells(last))));
      },
    });
    return {
      body,
      mediaType: `text/csv; charset=${old ? "windows-31j" : "utf-8"}`,
      disposition: `attachment; filename="${address.pathname.split("/").at(-1)}"`,
    };
  });
}

/** The characters of the whole list that CP932 cannot carry, each once. */
async function lostOf<Row, Place>(
  first: Part<Row, Place>,
  part: (after: Place) => Promise<Part<Row, Place>>,
  cells: (part: Part<Row, Place>) => (string | number)[][],
): Promise<string[]> {
  const lost = new Set<string>();
  let last = first;
  while (last.end !== undefined && lost.size < toldAtMost) {
    for (const character of notInCp932(cells(last).flat().join(""))) lost.add(character);
    last = await part(last.end);
  }
  return [...lost].slice(0, toldAtMost);
}
