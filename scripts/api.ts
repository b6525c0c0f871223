import { readPlaces, serveOnly } from "#env.ts";
import { awaitPredecessor, openDatabase } from "#scripts/database.ts";
import { checkPort } from "#scripts/listen.ts";
import { runScript, untilStopped } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** What api/server.ts exports. */
type ApiServer = {
  serveApi(options: { port: number; host: string }): Promise<{ url: string; close(): Promise<void> }>;
};

/** The API alone: any number of such processes on one database. */
await runScript(async (stop) => {
  const { API_PORT, HOST } = readPlaces();
  serveOnly("api");
  await awaitPredecessor();
  await checkPort(API_PORT, HOST, "API_PORT");
  completeSettings();
  const database = await openDatabase("api");
  try {
    const path: string = "#api/server.ts";
    const { serveApi }: ApiServer = await import(path);
    const api = await serveApi({ port: API_PORT, host: HOST });
    console.log(`The API is ready: ${api.url}`);
    await untilStopped(stop);
    await api.close();
  } finally {
    await database.stop();
  }
});
