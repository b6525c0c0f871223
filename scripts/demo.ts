import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findEmbedded } from "#db/embedded.ts";
import { provideSettings, readPlaces } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Prints what the walk needs: accounts, passwords, and one-time passwords that are valid now. */
await runScript(async () => {
  const { DATABASE_URL, DATA_DIR } = readPlaces();
  const running = DATABASE_URL ? {} : runningDesk(DATA_DIR);
  completeSettings();
  provideSettings(running);
  const { printWalk } = await import("#demo/walk.ts");
  await printWalk({ json: process.argv.includes("--json") });
});

/** The database of the desk that runs on this data folder, and the address it answers at. */
function runningDesk(dataDir: string): Record<string, string> {
  const url = findEmbedded(dataDir);
  if (!url)
    throw new ScriptFailure("Token Desk does not run here: start it with `npm start`, then ask again");
  const file = join(dataDir, "desk.json");
  const desk = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  return { DATABASE_URL: url, ...(desk ? { PUBLIC_URL: desk.url } : {}) };
}
