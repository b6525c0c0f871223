import { globSync, readFileSync } from "node:fs";
import type { Sql } from "postgres";

/** The address of every page and route of the build, its dynamic parts filled with rows that are there. */
export async function builtPaths(sql: Sql): Promise<string[]> {
  const manifest = JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8"));
  const patterns = [...new Set(Object.values<string>(manifest))].filter((path) => !path.startsWith("/_"));
  return Promise.all(patterns.map((pattern) => fill(sql, pattern)));
}

/** The routes that change something by POST, PUT, PATCH or DELETE, as their sources export them; the API's aside. */
export async function changingRoutes(sql: Sql): Promise<{ path: string; method: string }[]> {
  const found = globSync("app/**/route.ts").flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const exported = /export (?:async function|function|const) (POST|PUT|PATCH|DELETE)\b/g;
    const path = `/${file
      .split("/")
      .slice(1, -1)
      .filter((part) => !part.startsWith("("))
      .join("/")}`;
    return [...source.matchAll(exported)].map(([, method = ""]) => ({ path, method }));
  });
  return Promise.all(found.map(async ({ path, method }) => ({ path: await fill(sql, path), method })));
}

export type Action = { id: string; file: string; name: string; page: string };

/** Every server action of the build, with a page that has it. */
export async function builtActions(sql: Sql): Promise<Action[]> {
  return Promise.all(listActions().map(async (one) => ({ ...one, page: await fill(sql, one.page) })));
}

/** The same, the dynamic parts of their pages' addresses left as they are. */
export function listActions(): Action[] {
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const listed = Object.entries<{
    filename: string;
    exportedName: string;
    workers: Record<string, unknown>;
  }>(node);
  return listed.map(([id, { filename, exportedName, workers }]) => {
    const [worker = ""] = Object.keys(workers);
    const parts = worker
      .split("/")
      .slice(1, -1)
      .filter((part) => !part.startsWith("("));
    return { id, file: filename, name: exportedName, page: `/${parts.join("/")}` };
  });
}

/** The newest row of the table that a path is named for: of `/tokens/requests/[id]` token_requests, else tokens. */
export async function fill(sql: Sql, pattern: string): Promise<string> {
  const parts = pattern.split("/").slice(1);
  const filled = parts.map(async (part, at) => {
    const [, dots, name = ""] = /^\[{1,2}(\.\.\.)?(\w+)\]{1,2}$/.exec(part) ?? [];
    if (!name) return part;
    if (dots) return "none";
    if (name === "move") return "suspend";
    if (name === "deed") return "disable";
    if (name === "code") return "001";
    const before = parts.slice(0, at).filter((word) => !word.startsWith("["));
    const tables = [
      `${before.at(-2)?.slice(0, -1)}_${before.at(-1)}`,
      `${before[0]?.slice(0, -1)}_batches`,
      before.at(-1),
      before[0],
      `api_${before[0]}`,
    ];
    const known = await sql`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and table_name in ${sql(tables.map(String))}`;
    const table = tables.find((one) => known.some((row) => row.name === one));
    if (!table) return "1";
    const [row] = await sql`select id from ${sql(table)} order by id desc limit 1`;
    return String(row?.id ?? "1");
  });
  return `/${(await Promise.all(filled)).join("/")}`;
}

/**
 * A digest of every row of every table: the same before and after where nothing changed. Without the blocks of login
 * events and the reminders to register, which the desk makes by itself as time goes on.
 */
export async function digest(sql: Sql, besides: readonly string[] = []): Promise<Record<string, string>> {
  const tables = await sql`select tablename as name from pg_tables where schemaname = 'public'
    and tablename <> all(${["login_event_blocks", ...besides]}) order by 1`;
  const rows = tables.map(async ({ name }) => {
    const [row] = await sql`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum
      from ${sql(name)} t ${name === "notices" ? sql`where event <> 'not_registered'` : sql``}`;
    return [name, row?.sum];
  });
  return Object.fromEntries(await Promise.all(rows));
}
