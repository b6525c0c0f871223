import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { EmbeddedFailure, fullDisk } from "#db/embedded/failure.ts";
import {
  type Account,
  checkHome,
  makeHome,
  packagedServer,
  serverAccount,
  serverBinaries,
} from "#db/embedded/home.ts";
import { markProcess, type ProcessMark, sameProcess } from "#db/embedded/process-mark.ts";
import {
  type EmbeddedRecord,
  liveOwner,
  type Owner,
  type OwnerRole,
  readRecord,
  writeRecord,
} from "#db/embedded/record.ts";
import { createCluster, endServer, type ServerOptions, startServer } from "#db/embedded/server.ts";

/** A running embedded PostgreSQL and the URL of the product's database on it, as its owner. */
export type Embedded = {
  readonly url: string;
  /** The folder that holds its data. */
  readonly home: string;
  /** False where root had to keep the data outside DATA_DIR. */
  readonly inDataDir: boolean;
  /** Ends the server, unless another process has taken it over meanwhile. */
  stop(): Promise<void>;
};

const name = "token_desk";

type StartOptions = {
  readonly dataDir: string;
  readonly role: OwnerRole;
  readonly launcher?: ProcessMark | undefined;
  /** False only where nothing may outlive the run: tests. */
  readonly durable?: boolean;
};

/**
 * Starts the embedded PostgreSQL of a data folder, making it the first time; a server that a killed process
 * left behind is ended before. Throws `EmbeddedFailure` with one clear line.
 */
export async function startEmbedded(options: StartOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  try {
    mkdirSync(dataDir, { recursive: true });
    return await start({ ...options, dataDir: realpathSync(dataDir) });
  } catch (error) {
    if (error instanceof EmbeddedFailure) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (["EACCES", "EPERM", "EROFS", "EEXIST", "ENOTDIR"].includes(code)) {
      throw new EmbeddedFailure(
        `Cannot write in DATA_DIR ${dataDir} (${code}): check the path and its permissions`,
      );
    }
    throw fullDisk(`${code} ${message}`, dataDir) ?? error;
  }
}

async function start({ dataDir, role, launcher, durable = true }: StartOptions): Promise<Embedded> {
  const known = readRecord(dataDir);
  const owner = liveOwner(known);
  if (owner && owner.pid !== process.pid && owner.role !== "api") {
    throw new EmbeddedFailure(`Token Desk already runs on ${dataDir} (process ${owner.pid}): stop it first`);
  }
  const account = serverAccount();
  const home = known ? resolve(dataDir, known.home) : makeHome(dataDir, account);
  checkHome(home, account);
  const inDataDir = home === join(dataDir, "postgres");
  const record: EmbeddedRecord = {
    home: inDataDir ? relative(dataDir, home) : home,
    password: known?.password ?? randomBytes(24).toString("base64url"),
    port: known?.port,
  };
  const options: ServerOptions = {
    bin: serverBinaries(account),
    data: join(home, "data"),
    logFile: join(dataDir, "postgres.log"),
    account,
    durable,
  };
  checkMajor(options.data);
  const self: Owner = { ...(markProcess(process.pid) ?? { pid: process.pid, began: "" }), role, launcher };
  writeRecord(dataDir, { ...record, owner: self });
  await endServer(options.data);
  if (!existsSync(options.data)) await makeCluster(options, record.password, account);

  const server = await startServer(options, record.port);
  const url = urlOf(record.password, server.port);
  try {
    writeRecord(dataDir, { ...record, port: server.port, owner: self });
    await ensureDatabase(url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url,
    home,
    inDataDir,
    async stop() {
      if (readRecord(dataDir)?.owner?.pid !== self.pid) return server.release();
      await server.stop();
      writeRecord(dataDir, { ...record, port: server.port });
    },
  };
}

/**
 * Where what started the last instance on this data folder was killed (npm, say), the instance ends by itself
 * a moment later: waits for that, up to 10 s, then ends it.
 */
export async function outliveAbandoned(dataDir: string): Promise<void> {
  const owner = liveOwner(readRecord(resolve(dataDir)));
  if (!owner?.launcher || sameProcess(owner.launcher)) return;
  for (const until = Date.now() + 10_000; sameProcess(owner); await sleep(50)) {
    if (Date.now() > until) process.kill(owner.pid, "SIGKILL");
  }
}

/** The URL of the embedded database that another process runs on the data folder, if one does. */
export function findEmbedded(dataDir: string): string | undefined {
  const record = readRecord(resolve(dataDir));
  return record?.port && liveOwner(record) ? urlOf(record.password, record.port) : undefined;
}

function urlOf(password: string, port: number): string {
  return `postgres://${name}:${password}@127.0.0.1:${port}/${name}`;
}

async function makeCluster(options: ServerOptions, password: string, account: Account | undefined) {
  const passwordFile = join(options.data, "..", "password");
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    await createCluster(options, name, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function checkMajor(data: string): void {
  if (!existsSync(join(data, "PG_VERSION"))) return;
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  const { major } = packagedServer();
  if (found === major) return;
  throw new EmbeddedFailure(
    `The database in ${data} was made by PostgreSQL ${found}, and this version carries ${major}: move it by pg_dump and restore, or choose another DATA_DIR`,
  );
}

/** The first connections can meet a server that is still recovering: it says so, and we ask again. */
async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url.replace(/\/[^/]*$/, "/postgres"), { max: 1, onnotice: () => {} });
  try {
    for (let tries = 0; ; tries++) {
      try {
        const found = await sql`select 1 from pg_database where datname = ${name}`;
        if (found.length === 0) await sql`create database ${sql(name)}`;
        return;
      } catch (error) {
        if ((error as postgres.PostgresError).code !== "57P03" || tries > 600) throw error;
        await sleep(100);
      }
    }
  } finally {
    await sql.end();
  }
}
