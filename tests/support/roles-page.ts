/** What each of the database's own roles may do with one column. */
export type ColumnRights = { table: string; column: string; rights: readonly string[] };

/** The database's own roles, in the order of the page's columns. */
export const databaseRoles = [
  "console",
  "sign_in",
  "counter",
  "login",
  "jobs",
  "rotation",
  "report",
] as const;

/** docs/database-roles.md: the columns of each table that the same roles may do the same with stand on one line. */
export function rolesPage(columns: readonly ColumnRights[]): string {
  const lines = [...Map.groupBy(columns, ({ table }) => table)].flatMap(([table, own]) =>
    [...Map.groupBy(own, ({ rights }) => rights.join("|")).values()].map((alike) => [
      table,
      ...(alike[0]?.rights ?? []),
      alike.map(({ column }) => column).join(" "),
    ]),
  );
  const head = ["table", ...databaseRoles, "columns"];
  const widths = head.map((name, at) => Math.max(name.length, ...lines.map((line) => line[at]?.length ?? 0)));
  // The last column is as wide as it is, so that one longer line leaves all others as they were.
  const row = (cells: readonly string[]) =>
    cells.map((cell, at) => (at < cells.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell)).join("  ");
  return [
    "# What the database lets its own roles do",
    "",
    "Made from the catalogue of a migrated database. A new table or column fails the test that holds this page to it, until",
    "somebody has looked at who may now do what: `npx vitest run --project unit tests/db/roles.test.ts -u`, then read what",
    "changed here. `r` reads, `a` adds, `c` changes, `d` deletes. Why there are so many roles: [the",
    "decision](decisions/database-roles.md).",
    "",
    "```text",
    row(head),
    ...lines.map(row),
    "```",
    "",
  ].join("\n");
}
