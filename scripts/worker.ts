import { serveOnly } from "#env.ts";
import { openDatabase } from "#scripts/database.ts";
import { workBeside } from "#scripts/jobs.ts";
import { checkKeysHeld } from "#scripts/keys-held.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** The jobs alone, beside a desk on another machine: any number of such processes on one database. */
await runScript(async (stop) => {
  serveOnly("api");
  completeSettings();
  const database = await openDatabase("api");
  try {
    await checkKeysHeld();
    console.log("The worker is ready");
    await workBeside(stop);
  } finally {
    await database.stop();
  }
});
