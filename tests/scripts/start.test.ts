import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { markProcess } from "#db/embedded/process-mark.ts";
import { findEmbedded } from "#db/embedded.ts";
import { type ApiProcess, startApi } from "#tests/support/api.ts";
import {
  cleanEnvironment,
  type Desk,
  freePort,
  makeDataDir,
  removeDataDir,
  startDesk,
} from "#tests/support/desk.ts";

/** One data folder from the first start to the last, as a user has it. */
let dataDir: string;
let desk: Desk | undefined;
let api: ApiProcess | undefined;

beforeAll(async () => {
  dataDir = makeDataDir();
  desk = await startDesk({ DATA_DIR: dataDir });
}, 240_000);
afterEach(async () => {
  await api?.end("SIGKILL");
  await desk?.end("SIGKILL");
  desk = undefined;
});
afterAll(() => removeDataDir(dataDir));

function running(): Desk {
  if (!desk) throw new Error("No desk runs");
  return desk;
}

/** Starts the desk again on the same data, as the next test wants it. */
async function again(settings: Record<string, string> = {}): Promise<Desk> {
  await desk?.end("SIGKILL");
  desk = await startDesk({ DATA_DIR: dataDir, ...settings });
  return desk;
}

function serverPid(): number {
  return Number(readFileSync(join(dataDir, home(), "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

function home(): string {
  return JSON.parse(readFileSync(join(dataDir, "embedded.json"), "utf8")).home;
}

async function query(text: string) {
  const sql = postgres(findEmbedded(dataDir) ?? "", { max: 1, onnotice: () => {} });
  return sql.unsafe(text).finally(() => sql.end());
}

async function answers(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

test("a desk serves at localhost, at either of its addresses, says where to look, and has demo data", async () => {
  const { port, url, output } = running();
  for (const at of [url, `http://127.0.0.1:${port}`, `http://[::1]:${port}`]) {
    const response = await fetch(`${at}/api/v1/healthz`);
    expect(response.status, at).toBe(200);
    expect(response.headers.get("content-security-policy")).toBeTruthy();
  }
  expect(output()).toContain(`${url}/personal-web`);
  expect(output()).toContain("npm run demo");
  const [count] = await query(
    "select (select count(*)::int from contracts) as contracts, (select count(*)::int from staff) as staff",
  );
  expect(count?.contracts).toBe(300);
  expect(count?.staff).toBeGreaterThan(5);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends the desk and its PostgreSQL, with exit code 0",
  async (signal) => {
    const { port, end } = await again();
    const database = serverPid();
    expect(markProcess(database)).toBeDefined();
    expect(await end(signal)).toBe(0);
    expect(markProcess(database)).toBeUndefined();
    expect(await answers(port)).toBe(false);
    desk = undefined;
  },
);

test("after a kill -9 the next start ends the orphaned PostgreSQL, keeps the data and serves within 15 s", async () => {
  const { end } = await again();
  await query("create table kept (n int)");
  await query("insert into kept values (1)");
  const orphan = serverPid();
  expect(await end("SIGKILL")).toBeNull();
  expect(markProcess(orphan)).toBeDefined();
  const began = Date.now();
  const { url } = await again();
  expect((await fetch(`${url}/api/v1/healthz`)).status).toBe(200);
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(markProcess(orphan)).toBeUndefined();
  expect(await query("select n from kept")).toHaveLength(1);
});

test("a PostgreSQL killed under the desk comes back by itself", async () => {
  const { url } = await again();
  const killed = serverPid();
  process.kill(killed, "SIGKILL");
  await expect
    .poll(
      () =>
        query("select 1").then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(serverPid()).not.toBe(killed);
  await expect.poll(async () => (await fetch(`${url}/api/v1/readyz`)).status, { timeout: 20_000 }).toBe(200);
});

test("a second desk on the same data is refused in one line", async () => {
  const { pid } = await again();
  await expect(startDesk({ DATA_DIR: dataDir })).rejects.toThrow(
    `already runs on ${dataDir} (process ${pid})`,
  );
});

test("npm killed alone takes the desk with it, and a start at once waits for the port", async () => {
  await desk?.end();
  const port = String(await freePort());
  const env = cleanEnvironment({ PORT: port, DATA_DIR: dataDir });
  const npm = spawn("npm", ["start"], { env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    npm.once("exit", (code) => reject(new Error(`npm ended with ${code}`)));
    npm.stdout.on("data", (chunk) => String(chunk).includes("is ready") && resolve());
  });
  // A request whose body never comes keeps the old desk up for the 5 s that it grants.
  const held = connect(Number(port), "127.0.0.1").on("error", () => {});
  held.write("POST /api/v1/login-checks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n");
  await sleep(200);
  npm.kill("SIGKILL");
  const { url } = await again({ PORT: port });
  held.destroy();
  expect((await fetch(`${url}/api/v1/healthz`)).status).toBe(200);
});

test("with DATABASE_URL that server is used: migrated, and with no demo data or account in it", async () => {
  const server = inject("templateUrl").replace(/[^/]+$/, "postgres");
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin`drop database if exists production`;
  await admin`create database production`;
  await admin.end();
  const unused = makeDataDir();
  const url = server.replace(/[^/]+$/, "production");
  desk = await startDesk({
    DATA_DIR: join(unused, "data"),
    DATABASE_URL: url,
    AUTH_SECRET: "ab".repeat(32),
    SEAL_KEYS: `1:${"cd".repeat(32)}`,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
  });
  expect((await fetch(`${desk.url}/api/v1/readyz`)).status).toBe(200);
  expect(desk.output()).not.toContain("demo");
  const sql = postgres(url, { max: 1 });
  const [counts] = await sql`
    select (select count(*)::int from staff) as staff, (select count(*)::int from contracts) as contracts,
      (select count(*)::int from api_clients) as clients, (select demo_since from settings) as demo`;
  await sql.end();
  expect(counts).toEqual({ staff: 0, contracts: 0, clients: 0, demo: null });
  expect(execFileSync("ls", ["-A", unused], { encoding: "utf8" })).toBe("");
  expect(await desk.end()).toBe(0);
  await removeDataDir(unused);
});

test("the API alone runs beside the desk on its database, and by itself starts and ends one", async () => {
  for (const beside of [true, false]) {
    const { end } = beside ? await again() : { end: undefined };
    api = await startApi({ DATA_DIR: dataDir });
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
    const database = serverPid();
    expect(await api.end()).toBe(0);
    api = undefined;
    await sleep(100);
    expect(markProcess(database) !== undefined).toBe(beside);
    await end?.();
    desk = undefined;
  }
});
