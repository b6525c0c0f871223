import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedFailure, explain } from "#db/embedded/failure.ts";
import { type Account, runAs } from "#db/embedded/home.ts";
import { commandOf, markProcess, processesWith } from "#db/embedded/process-mark.ts";

export type ServerOptions = {
  readonly bin: string;
  readonly data: string;
  readonly logFile: string;
  readonly account: Account | undefined;
  /** False only where nothing may outlive the run: tests. */
  readonly durable: boolean;
};

/** A running server. `stop` is a fast shutdown: open transactions end, what was committed is on disk. */
export type Server = {
  readonly port: number;
  stop(): Promise<void>;
  /** Leaves the server to another process: no longer keeps it up. */
  release(): void;
};

/** Statements and values stay out of the log: an error there would carry names, and more. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  // PostgreSQL's own 128 MB hold what the login check touches of some 100,000 contracts, but not its events' index.
  shared_buffers: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};
const careless = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "4GB" };

/** Starts the server on `wanted` or a free port and waits until it answers. Keeps it up until `stop`. */
export async function startServer(options: ServerOptions, wanted?: number): Promise<Server> {
  let port = wanted && (await isFree(wanted)) ? wanted : await freePort();
  let child = await launch(options, port);
  for (let tries = 1; !child && tries < 5; tries++) {
    port = await freePort();
    child = await launch(options, port);
  }
  if (!child) throw new EmbeddedFailure("PostgreSQL found no free port on 127.0.0.1");

  let stopping = false;
  let reviving = Promise.resolve();
  const watch = (running: ChildProcess) =>
    running.once("exit", () => {
      if (!stopping) reviving = revive();
    });
  // Killed from outside: the next one recovers from the log as soon as the old one's children are gone.
  async function revive() {
    for (let tries = 0; tries < 60 && !stopping; tries++) {
      await sleep(500, undefined, { ref: false });
      child = await launch(options, port).catch(() => undefined);
      if (child) return void watch(child);
    }
  }
  watch(child);
  return {
    port,
    release() {
      stopping = true;
    },
    async stop() {
      stopping = true;
      await reviving;
      await endServer(options.data);
    },
  };
}

/** Starts once. Undefined: the port was taken meanwhile. */
async function launch(options: ServerOptions, port: number): Promise<ChildProcess | undefined> {
  const flags = Object.entries({ ...settings, ...(options.durable ? {} : careless), port: String(port) });
  if (existsSync(options.logFile) && statSync(options.logFile).size > 10_000_000) {
    renameSync(options.logFile, `${options.logFile}.1`);
  }
  const log = openSync(options.logFile, "a", 0o600);
  const from = statSync(options.logFile).size;
  // A session of its own: Ctrl-C is for us, and we end the server when its last request is answered.
  const child = spawn(
    join(options.bin, "postgres"),
    ["-D", options.data, ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...runAs(options.account), detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  child.unref();
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  while (!ended) {
    if (postmaster(options.data)?.ready && postmaster(options.data)?.pid === child.pid) return child;
    await sleep(15);
  }
  const said = readFileSync(options.logFile, "utf8").slice(from);
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return undefined;
  const reason = said.match(/(?:FATAL|PANIC|ERROR): +(.*)/)?.[1] ?? "it ended at once";
  throw (
    explain(said, join(options.data, "..")) ??
    new EmbeddedFailure(`PostgreSQL did not start: ${reason} (see ${options.logFile})`)
  );
}

/** Ends whatever server runs on the data folder, an orphan of a killed process too. Fast, then harder. */
export async function endServer(data: string): Promise<void> {
  const pid = postmaster(data)?.pid;
  if (pid && commandOf(pid).includes(data)) return endProcess(pid, ["SIGINT", "SIGQUIT", "SIGKILL"]);
  // The number belongs to another program by now; PostgreSQL would take that one for itself and refuse.
  if (pid && markProcess(pid)) rmSync(join(data, "postmaster.pid"), { force: true });
  // A server whose files were deleted under it would, at its next checkpoint, write into the new ones.
  for (const stray of processesWith(`-D ${data} `)) await endProcess(stray, ["SIGQUIT", "SIGKILL"]);
}

async function endProcess(pid: number, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(15)) {
      if (!markProcess(pid)) return;
    }
  }
}

/** What the server's own lock file says: its process, and whether it answers yet (line 8). */
function postmaster(data: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, ready: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

/** Makes an empty cluster at `data`, whole or not at all: UTF-8, sorted by code point on every machine. */
export async function createCluster(
  options: ServerOptions,
  user: string,
  passwordFile: string,
): Promise<void> {
  const draft = `${options.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(join(options.data, ".."), { recursive: true });
  const child = spawn(
    join(options.bin, "initdb"),
    [
      `--pgdata=${draft}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(options.durable ? [] : ["--no-sync"]),
    ],
    { ...runAs(options.account), stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once("close", resolve);
    child.once("error", () => resolve(-1));
  });
  if (code === 0) return renameSync(draft, options.data);
  rmSync(draft, { recursive: true, force: true });
  const reason = said.match(/(?:error|FATAL|PANIC): +(.*)/)?.[1] ?? `code ${code}`;
  throw (
    explain(said, join(options.data, "..")) ??
    new EmbeddedFailure(`The database could not be made: ${reason}`)
  );
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
