import { readPlaces, serveOnly } from "#env.ts";
import { awaitPredecessor, openDatabase } from "#scripts/database.ts";
import { keepBeside } from "#scripts/keep.ts";
import { checkKeysHeld } from "#scripts/keys-held.ts";
import { checkPort } from "#scripts/listen.ts";
import { runScript, untilStopped } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** The API alone: any number of such processes on one database. */
await runScript(async (stop) => {
  const { API_PORT, HOST, API_DRAIN_SECONDS } = readPlaces();
  serveOnly("api");
  await awaitPredecessor();
  await checkPort(API_PORT, HOST, "API_PORT");
  completeSettings();
  const database = await openDatabase("api");
  try {
    await checkKeysHeld();
    const { serveApi } = await import("#api/server.ts");
    const api = await serveApi({ port: API_PORT, host: HOST, drainSeconds: API_DRAIN_SECONDS });
    console.log(`The API is ready: ${api.url}`);
    const kept = keepBeside(stop);
    await untilStopped(stop);
    await Promise.all([api.close(), kept]);
  } finally {
    await database.stop();
  }
});
