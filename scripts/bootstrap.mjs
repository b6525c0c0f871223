// The door to every command. Plain JavaScript for any Node from 20 on, with nothing installed yet: it installs
// what the lock file says, then hands over to the Node that came with it.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const spaceNeeded = 1e9;
// What imports is to take the same memory for any file: V8 tidies up sooner than it would with this much free.
const evenMemory = ["--max-semi-space-size=16", "--heap-growing-percent=60"];
const entries = {
  start: ["scripts/start.ts"],
  dev: ["scripts/dev.ts"],
  api: ["scripts/api.ts"],
  worker: [...evenMemory, "scripts/worker.ts"],
  demo: ["scripts/demo.ts"],
  tokens: [...evenMemory, "scripts/tokens.ts"],
  keys: ["scripts/keys.ts"],
  staff: ["scripts/staff.ts"],
  audit: ["scripts/audit.ts"],
  fees: ["scripts/fees.ts"],
  test: ["scripts/test.ts"],
  verify: ["scripts/verify.ts"],
  pictures: ["node_modules/@playwright/test/cli.js", "test", "--config=tests/pictures/playwright.config.ts"],
  "test:unit": ["node_modules/vitest/vitest.mjs", "run", "--project=unit", "--project=scripts"],
  "test:race": ["node_modules/vitest/vitest.mjs", "run", "--project=races", "--reporter=verbose"],
  bench: ["bench/run.ts"],
};

const [name = "", ...given] = process.argv.slice(2);
const entry = entries[name];
if (!entry) quit(`There is no command ${name}: it is one of ${Object.keys(entries).join(", ")}`);
if (!isInstalled()) await install();
const code = await run(join(bin, "node"), [...entry, ...given], {
  stdio: "inherit",
  env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, TOKEN_DESK_LAUNCHER: launchers() },
});
process.exit(code);

/** Whether npm's own note of what it put into node_modules agrees with the lock file. */
function isInstalled() {
  const note = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(note) || !existsSync(join(bin, "node"))) return false;
  const [wanted, found] = [join(root, "package-lock.json"), note].map(
    (path) => JSON.parse(readFileSync(path, "utf8")).packages,
  );
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || found[path]?.version === version,
  );
}

/** Everything of the lock file, told on stderr: stdout belongs to the command. */
async function install() {
  const began = Date.now();
  const { bavail, bsize } = statfsSync(root);
  // Asked for before: once it is full, npm speaks of whatever file happened to be cut short.
  if (bavail * bsize < spaceNeeded)
    quit("The disk is full: installing needs about 1 GB; free some space and start again");
  console.error("Installing what is missing (once, about a minute) …");
  let result = await npm("ci");
  // A registry that lacks the packages of other platforms leaves them out of the lock file too, and `npm ci`
  // takes that for a fault; `npm install` goes by the lock file as well, and does not.
  if (/in sync|EUSAGE/.test(result.said)) result = await npm("install", "--no-save");
  if (result.code !== 0) quit(`Installing failed: ${reasonOf(result)}`);
  if (!existsSync(join(bin, "node"))) {
    quit(
      "Installing was not complete: let npm run the install scripts that package.json allows (ignore-scripts off)",
    );
  }
  console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

function reasonOf({ said, code }) {
  if (/ENOSPC|no space left/i.test(said)) return "the disk is full; free some space and start again";
  if (/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(said)) {
    return "the npm registry does not answer: check the network, then start again";
  }
  const telling = /npm (?:error|ERR!) (?!code|syscall|path|errno|dest)(\S.*)/;
  return said.match(telling)?.[1] ?? `npm ended with ${code}`;
}

async function npm(...words) {
  let said = "";
  const flags = ["--no-audit", "--no-fund", "--loglevel=error", "--include=dev"];
  const options = { stdio: ["ignore", "pipe", "pipe"], env: process.env };
  const code = await run("npm", [...words, ...flags], options, (chunk) => {
    said += chunk;
  });
  return { code, said };
}

/** Runs a program to its end, passing signals on; gives its exit code, as a shell would for a signal. */
function run(command, args, options, hear = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options });
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.once("error", (error) => quit(`Cannot run ${command}: ${error.message}`));
    child.once("exit", (code, signal) =>
      resolve(code ?? (128 + { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] || 1)),
    );
  });
}

/** The processes whose end is ours too: this one, and where npm started us its shell and npm, on Linux. */
function launchers() {
  const chain = [process.pid];
  if (!process.env.npm_lifecycle_event) return chain.join(",");
  chain.push(process.ppid);
  try {
    const words = readFileSync(`/proc/${process.ppid}/cmdline`, "utf8").split("\0");
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    if (words[1] === "-c") chain.push(Number(stat.slice(stat.lastIndexOf(")")).split(" ")[2]));
  } catch {
    // No /proc: then npm's own end goes unseen, as with any other command it runs.
  }
  return chain.join(",");
}

function quit(message) {
  console.error(message);
  process.exit(1);
}
