import type { Server } from "node:http";
import { join } from "node:path";
import { closeGently } from "#api/close.ts";
import { guardEdge, type Handler } from "#app/_lib/edge.ts";
import { serveBuiltFile } from "#app/_lib/edge-files.ts";
import { logError } from "#core/log.ts";
import { writePrivateFile } from "#db/embedded/record.ts";
import { env, readPlaces, readProxies } from "#env.ts";
import { buildIfNeeded } from "#scripts/build.ts";
import { awaitPredecessor, openDatabase, type ScriptDatabase } from "#scripts/database.ts";
import { workBeside } from "#scripts/jobs.ts";
import { keepBeside } from "#scripts/keep.ts";
import { checkKeysHeld } from "#scripts/keys-held.ts";
import { checkPort, listen } from "#scripts/listen.ts";
import { root, untilStopped } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Serves console, customer pages and API until told to stop. `dev`: compiled as asked for, reloaded on change. */
export async function serveDesk({ dev }: { dev: boolean }, stop: AbortSignal): Promise<void> {
  const began = Date.now();
  const { PORT, HOST, PUBLIC_URL, SURFACES, DATA_DIR } = readPlaces();
  await awaitPredecessor();
  await checkPort(PORT, HOST, "PORT");
  completeSettings();
  const database = await openDatabase("start");
  try {
    await checkKeysHeld();
    await fillAndBuild(database, dev, stop);
    const served = await servePages(dev);
    if (database.embedded) writePrivateFile(join(DATA_DIR, "desk.json"), JSON.stringify({ url: PUBLIC_URL }));
    console.log(whereToLook(PUBLIC_URL, SURFACES, database.embedded, Date.now() - began));
    const beside = [keepBeside(stop), SURFACES.includes("console") && workBeside(stop)];
    await untilStopped(stop);
    await Promise.all([served.close(), ...beside]);
  } finally {
    await database.stop();
  }
}

/** Demo data and pages, each only if missing and both at a time. The first failure, or a stop, ends the wait. */
async function fillAndBuild(database: ScriptDatabase, dev: boolean, stop: AbortSignal): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([stop, failed.signal]);
  const slow = setTimeout(() => console.log("Preparing for the first time …"), 1_000);
  const fill = async () => {
    if (!database.embedded) return;
    const { fillDemo } = await import("#demo/fill.ts");
    await fillDemo(database.url, env().SEAL_KEYS);
  };
  try {
    const both = Promise.all([fill(), dev ? undefined : buildIfNeeded(signal)]);
    await Promise.race([both, untilStopped(stop)]);
  } catch (error) {
    failed.abort();
    throw error;
  } finally {
    clearTimeout(slow);
  }
  stop.throwIfAborted();
}

/** Next in this process, behind the edge. `close` lets what is under way finish. */
async function servePages(dev: boolean): Promise<{ close(): Promise<void> }> {
  const { PORT, HOST, PUBLIC_URL, SURFACES } = readPlaces();
  // Asked for late: it takes longer to load than everything that can be wrong before it.
  const { default: next } = await import("next");
  let servers: Server[] = [];
  const desk = next({
    dev,
    dir: root,
    hostname: "localhost",
    port: PORT,
    quiet: !dev,
    httpServer: upgradesFor(() => (dev ? servers : [])),
  });
  await desk.prepare();
  const edge = { publicUrl: PUBLIC_URL, surfaces: SURFACES, proxies: readProxies(), dev, report: logError };
  const pages = desk.getRequestHandler();
  const handler: Handler = async (request, response) => {
    if (!dev && (await serveBuiltFile(root, request, response))) return;
    await pages(request, response);
  };
  servers = await listen(PORT, HOST, "PORT", (server) => guardEdge(server, handler, edge));
  return {
    async close() {
      await closeGently(servers);
      await desk.close();
    },
  };
}

/**
 * What Next takes for the HTTP server, to hear of WebSockets: every address while developing (reload on change),
 * none for built pages, which have no use for a way past the edge.
 */
function upgradesFor(servers: () => readonly Server[]): Server {
  const hear: Server["on"] = (...heard) => {
    for (const server of servers()) server.on(...heard);
    return server;
  };
  const server = { on: hear } as Server;
  return server;
}

function whereToLook(url: string, surfaces: readonly string[], demo: boolean, tookMs: number): string {
  const lines = [
    `Token Desk is ready after ${(tookMs / 1000).toFixed(1)} s`,
    surfaces.includes("console") && `  Console         ${url}/`,
    surfaces.includes("customer") && `  Customer pages  ${url}/personal-web`,
    surfaces.includes("api") && `  API             ${url}/api/v1 (docs: ${url}/api/v1/docs)`,
    demo && "  Demo accounts   npm run demo",
    "  Ctrl-C ends it",
  ];
  return lines.filter(Boolean).join("\n");
}
