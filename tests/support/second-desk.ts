import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Desk, makeDataDir, removeDataDir, startDesk } from "#tests/support/desk.ts";

/** Another process of the desk under test, on its database and with its secrets, but settings of its own. */
export async function startBeside(settings: Record<string, string>): Promise<Desk> {
  const dataDir = makeDataDir();
  const own = { DATABASE_URL: process.env.DESK_DATABASE_URL ?? "", DATA_DIR: dataDir };
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
  return JSON.parse(readFileSync(join(process.env.DESK_DATA_DIR ?? "", "secrets.json"), "utf8"));
}
