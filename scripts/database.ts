import { realpathSync } from "node:fs";
import postgres from "postgres";
import { findEmbedded, outliveAbandoned, startEmbedded } from "#db/embedded.ts";
import { provideSettings, readPlaces } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { launcherMarks } from "#scripts/run.ts";

/** A migrated database, its URL set for the process. `stop` ends what this process started. */
export type ScriptDatabase = { readonly url: string; readonly embedded: boolean; stop(): Promise<void> };

const oldest = 16;

/**
 * The database of this installation, brought to this version: DATABASE_URL, or the embedded one of DATA_DIR.
 * `api` contents itself with an embedded database that another process already runs.
 */
export async function openDatabase(role: "start" | "api"): Promise<ScriptDatabase> {
  const { DATABASE_URL, DATA_DIR } = readPlaces();
  if (DATABASE_URL) {
    await checkServer(DATABASE_URL);
    await bringUp(DATABASE_URL);
    return { url: DATABASE_URL, embedded: false, stop: async () => {} };
  }
  const running = role === "api" ? findEmbedded(DATA_DIR) : undefined;
  if (running) {
    provideSettings({ DATABASE_URL: running });
    return { url: running, embedded: true, stop: async () => {} };
  }
  const server = await startEmbedded({ dataDir: DATA_DIR, role, launcher: launcherMarks().at(-1) });
  if (!server.inDataDir) {
    console.error(
      `PostgreSQL cannot run as root, and its user cannot enter ${realpathSync(DATA_DIR)}: the data is in ${server.home}`,
    );
  }
  try {
    await bringUp(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  provideSettings({ DATABASE_URL: server.url });
  return { url: server.url, embedded: true, stop: server.stop };
}

/** The URL of the database of the desk that runs here: DATABASE_URL, or the embedded one of DATA_DIR. */
export function runningDatabase(): string {
  const { DATABASE_URL, DATA_DIR } = readPlaces();
  const url = DATABASE_URL ?? findEmbedded(DATA_DIR);
  if (url) return url;
  throw new ScriptFailure("Token Desk does not run here: start it with `npm start`, then ask again");
}

/** Loaded late: it takes longer than to tell what is wrong before it. */
async function bringUp(url: string): Promise<void> {
  const { migrate } = await import("#db/migrate.ts");
  await migrate(url);
}

/** Lets an instance that lost its npm finish first: it still holds the port and the data. */
export async function awaitPredecessor(): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = readPlaces();
  if (!DATABASE_URL) await outliveAbandoned(DATA_DIR);
}

async function checkServer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as major`;
    const major = Number(row?.major);
    if (major < oldest) {
      throw new ScriptFailure(
        `DATABASE_URL leads to PostgreSQL ${major}: Token Desk needs ${oldest} or later (18 is what it is tested with)`,
      );
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}
