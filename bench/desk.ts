import { availableParallelism, cpus, totalmem } from "node:os";
import postgres from "postgres";
import type { SealKeys } from "#core/seal.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { type ApiProcess, startApi } from "#tests/support/api.ts";

/** Seals what the benchmarks make; nothing real is ever sealed by it. */
export const keys: SealKeys = { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 7)]]) };
/** The same as the settings give it. */
export const sealKeys = `1:${keys.byVersion.get(1)?.toString("hex")}`;

/** The benchmarks' own database, and what is asked of it as the owner of its tables. */
export type Bench = { url: string; sql: postgres.Sql; stop(): Promise<void> };

/** Made once and kept in a folder beside the code: filling it takes longer than measuring. On disk, fsync on. */
export async function openBench(): Promise<Bench> {
  const server = await startEmbedded({ dataDir: ".bench", role: "start" });
  await migrate(server.url);
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  return {
    url: server.url,
    sql,
    async stop() {
      await sql.end({ timeout: 5 });
      await server.stop();
    },
  };
}

/** A migrated database of a benchmark's own beside the others'; its URL. */
export async function ownDatabase({ url, sql }: Bench, name: string): Promise<string> {
  const [found] = await sql`select from pg_database where datname = ${name}`;
  if (!found) await sql`create database ${sql(name)}`;
  const own = url.replace(/[^/]*$/, name);
  await migrate(own);
  return own;
}

/** Drops the indexes that only speed reading up; tells how to make them. Made at once they take half the time. */
export async function dropIndexes(sql: postgres.TransactionSql): Promise<string[]> {
  const found = await sql`select c.relname as name, pg_get_indexdef(c.oid) as made
    from pg_index x join pg_class c on c.oid = x.indexrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = c.oid)`;
  for (const { name } of found) await sql`drop index ${sql(name)}`;
  return found.map(({ made }) => String(made));
}

/** API processes on the benchmarks' database, for as long as `work` takes. */
export async function withApi<Result>(
  { url }: Bench,
  processes: number,
  work: (ports: number[]) => Promise<Result>,
): Promise<Result> {
  const started: ApiProcess[] = [];
  try {
    for (let nth = 0; nth < processes; nth++) {
      started.push(await startApi({ DATABASE_URL: url, SEAL_KEYS: sealKeys }));
    }
    return await work(started.map(({ port }) => port));
  } finally {
    await Promise.all(started.map((process) => process.end()));
  }
}

/** What the figures were taken on. */
export function machine(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${availableParallelism()} × ${model}, ${memory}, Node ${process.version}`;
}
