import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Walk } from "#demo/walk.ts";
import { type Desk, makeDataDir, readWalk, removeDataDir, startDesk } from "#tests/support/desk.ts";

/** Another process of the desk under test, on its database and with its secrets, but settings of its own. */
export async function startBeside(settings: Record<string, string>): Promise<Desk> {
  const { databaseUrl } = (await readWalk(dataDirOfFirst())) as Walk;
  const dataDir = makeDataDir();
  const own = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  const desk = await startDesk({ ...deskSecrets(), ...own, ...settings });
  return {
    ...desk,
    async end(signal) {
      const code = await desk.end(signal);
      await removeDataDir(dataDir);
      return code;
    },
  };
}

/** The secrets that the desk under test made for itself. */
export function deskSecrets(): Record<string, string> {
  return JSON.parse(readFileSync(join(dataDirOfFirst(), "secrets.json"), "utf8"));
}

function dataDirOfFirst(): string {
  return process.env.DESK_DATA_DIR ?? "";
}
