import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { freePort, makeDataDir, removeDataDir, runToEnd } from "#tests/support/desk.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = makeDataDir();
});
afterEach(() => removeDataDir(dataDir));

const secret = "ab".repeat(32);
const secrets = {
  AUTH_SECRET: secret,
  SEAL_KEYS: `1:${secret}`,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
};

/** Starts a desk that must refuse: with 1, one line on stderr, nothing on stdout, and quickly. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const began = Date.now();
  const port = String(await freePort());
  const ended = await runToEnd(["scripts/start.ts"], { PORT: port, DATA_DIR: dataDir, ...settings });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
  expect(Date.now() - began).toBeLessThan(10_000);
  return ended.stderr;
}

test.each(["127.0.0.1", "::1"])(
  "a port that somebody holds on %s is told before anything is made",
  async (host) => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, host, resolve));
    const address = holder.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await refusal({ PORT: String(port) })).toBe(
      `Port ${port} is taken by another program: stop it, or set PORT to a free port\n`,
    );
    expect(existsSync(join(dataDir, "secrets.json"))).toBe(false);
    holder.close();
  },
);

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["API_PORT", "-1"],
  ["API_MAX_REQUESTS", "0"],
  ["API_DRAIN_SECONDS", "5 s"],
  ["PUBLIC_URL", "desk.example.jp"],
  ["SURFACES", "console,customers"],
  ["AUTH_SECRET", "too short"],
  ["SEAL_KEYS", "1:abcd"],
  ["SEAL_KEYS", `1:${secret},1:${secret}`],
  ["SEAL_KEYS_FILE", "/nowhere/seal-keys"],
  ["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "c2hvcnQ="],
  ["DATABASE_URL", "mysql://desk@127.0.0.1/desk"],
])("a bad %s is named in one line: %s", async (name, value) => {
  const line = await refusal({ [name]: value });
  expect(line).toContain(name);
  expect(line).not.toContain(secret);
});

test("a DATABASE_URL wants every secret given: each missing one is named", async () => {
  const line = await refusal({ DATABASE_URL: inject("templateUrl") });
  for (const name of Object.keys(secrets)) expect(line).toContain(`${name} is missing`);
});

test.each([
  ["no server there", "postgres://desk:desk@127.0.0.1:1/desk", "does not answer"],
  ["no such database", "/nowhere", "no such database"],
  ["a wrong password", "wrong", "refuses the password"],
])("a DATABASE_URL that leads nowhere is told in one line: %s", async (_what, url, words) => {
  const template = new URL(inject("templateUrl"));
  if (url.startsWith("/")) template.pathname = url;
  else template.password = url;
  const line = await refusal({ ...secrets, DATABASE_URL: url.startsWith("postgres") ? url : template.href });
  expect(line).toContain(words);
  expect(line).toContain("DATABASE_URL");
});

test("a server older than PostgreSQL 16 is refused", async () => {
  // No old server is at hand; this user sees one that says it is 15.
  const sql = postgres(inject("templateUrl").replace(/[^/]+$/, "postgres"), { max: 1, onnotice: () => {} });
  await sql`create schema old_times`;
  await sql`create function old_times.current_setting(text) returns text return '150004'`;
  await sql`create role old_times login password 'old' in role pg_read_all_data`;
  await sql`grant usage on schema old_times to old_times`;
  await sql`alter role old_times set search_path = old_times, pg_catalog`;
  await sql.end();
  const url = new URL(inject("templateUrl"));
  Object.assign(url, { username: "old_times", password: "old", pathname: "/postgres" });
  const line = await refusal({ ...secrets, DATABASE_URL: url.href });
  expect(line).toContain("PostgreSQL 15: Token Desk needs 16 or later");
});

test("a data folder made by another major version is refused, and left alone", async () => {
  mkdirSync(join(dataDir, "postgres", "data"), { recursive: true });
  writeFileSync(join(dataDir, "postgres", "data", "PG_VERSION"), "15\n");
  spawnSync("chmod", ["-R", "a+rwX", dataDir]);
  writeFileSync(join(dataDir, "embedded.json"), JSON.stringify({ home: "postgres", password: "x" }));
  expect(await refusal({})).toContain("was made by PostgreSQL 15, and this version carries 18");
});

test("a DATA_DIR that cannot be written is told in one line", async () => {
  const file = join(dataDir, "a-file");
  writeFileSync(file, "");
  expect(await refusal({ DATA_DIR: join(file, "data") })).toContain(file);
});

const canMount = spawnSync("unshare", ["--mount", "true"]).status === 0;

test.runIf(canMount)("a full disk is told in one line", async () => {
  const mountAndStart = `mount -t tmpfs -o size=12m tmpfs "${dataDir}" && exec node_modules/.bin/node scripts/start.ts`;
  const ended = spawnSync("unshare", ["--mount", "sh", "-c", mountAndStart], {
    encoding: "utf8",
    env: {
      PATH: process.env.PATH,
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      NODE_ENV: "production",
    },
  });
  expect(ended).toMatchObject({ status: 1, stdout: "" });
  expect(ended.stderr).toMatch(/^The disk that holds .* is full: free some space and start again\n$/);
});

test("the demo's accounts are told of a running desk only", async () => {
  const ended = await runToEnd(["scripts/demo.ts", "--json"], { DATA_DIR: dataDir });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toBe("Token Desk does not run here: start it with `npm start`, then ask again\n");
});
