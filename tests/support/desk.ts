import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endServer } from "#db/embedded/server.ts";

/** A desk of the test's own, started as its users start it. */
export type Desk = {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** The process of scripts/start.ts. */
  readonly pid: number;
  /** What it printed so far, stdout and stderr together. */
  output(): string;
  /** Sends a signal and waits for the end. Gives the exit code; null if the signal itself ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** How a start that was to fail ended. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const node = join("node_modules", ".bin", "node");

/** Starts a desk on a free port and an empty DATA_DIR, if none is given, and waits until it is ready. */
export async function startDesk(settings: Record<string, string> = {}): Promise<Desk> {
  const port = Number(settings.PORT ?? (await freePort()));
  const dataDir = settings.DATA_DIR ?? makeDataDir();
  const child = launch(["scripts/start.ts"], { PORT: String(port), DATA_DIR: dataDir, ...settings });
  const { pid } = child.process;
  await new Promise<void>((resolve, reject) => {
    child.process.stdout?.on("data", () => child.output().includes("is ready") && resolve());
    child.process.once("exit", (code) =>
      reject(new Error(`The desk ended with ${code} before it was ready:\n${child.output()}`)),
    );
  });
  return {
    url: `http://localhost:${port}`,
    port,
    dataDir,
    pid: pid ?? 0,
    output: child.output,
    async end(signal = "SIGTERM") {
      child.process.kill(signal);
      return (await child.ended).code;
    },
  };
}

/** Runs a script of the project to its end, such as a start that must fail. Ends it itself after 30 s. */
export async function runToEnd(
  args: readonly string[],
  settings: Record<string, string> = {},
): Promise<Ended> {
  const child = launch(args, settings);
  const patience = setTimeout(() => child.process.kill("SIGTERM"), 30_000);
  return child.ended.finally(() => clearTimeout(patience));
}

/** What `npm run demo -- --json` prints for a running desk; the OTPs in it are valid now. */
export async function readWalk(dataDir: string): Promise<unknown> {
  const { code, stdout, stderr } = await runToEnd(["scripts/demo.ts", "--json"], { DATA_DIR: dataDir });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** An empty data folder; the caller removes it by `removeDataDir`. */
export function makeDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "token-desk-trial-"));
  // Started by root, the server runs as another user.
  chmodSync(dataDir, 0o755);
  return dataDir;
}

/** Removes a data folder and its database, ending whatever a killed desk left running. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const record = join(dataDir, "embedded.json");
  if (existsSync(record)) {
    const home = join(dataDir, JSON.parse(readFileSync(record, "utf8")).home);
    await endServer(join(home, "data"));
    rmSync(home, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** An environment with no setting of the test run's own: only those that are given. */
export function cleanEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "/tmp" } = process.env;
  return { PATH, HOME, NODE_ENV: "production", ...settings };
}

/** Starts a script of the project; `ended` tells how it ended. */
export function launch(args: readonly string[], settings: Record<string, string>) {
  const child: ChildProcess = spawn(node, args, {
    env: cleanEnvironment(settings),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { process: child, output: () => stdout + stderr, ended };
}
