import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { provideSettings, readPlaces } from "#env.ts";
import { runningDatabase } from "#scripts/database.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Prints what the walk needs: accounts, passwords, and one-time passwords that are valid now. */
await runScript(async () => {
  const running = runningDesk();
  completeSettings();
  provideSettings(running);
  const { printWalk } = await import("#demo/walk.ts");
  await printWalk({ json: process.argv.includes("--json") });
});

/** The database of the desk that runs on this data folder, and the address it answers at. */
function runningDesk(): Record<string, string> {
  const { DATABASE_URL, DATA_DIR } = readPlaces();
  const file = join(DATA_DIR, "desk.json");
  const desk = !DATABASE_URL && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  return { DATABASE_URL: runningDatabase(), ...(desk ? { PUBLIC_URL: desk.url } : {}) };
}
