import type { Server } from "node:http";
import { join } from "node:path";
import next from "next";
import { guardEdge } from "#app/_lib/edge.ts";
import { logError } from "#core/log.ts";
import { writePrivateFile } from "#db/embedded/record.ts";
import { env, readPlaces } from "#env.ts";
import { buildIfNeeded } from "#scripts/build.ts";
import { awaitPredecessor, openDatabase } from "#scripts/database.ts";
import { checkPort, closeGently, listen } from "#scripts/listen.ts";
import { root, untilStopped } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Serves console, customer pages and API until told to stop. `dev`: compiled as asked for, reloaded on change. */
export async function serveDesk({ dev }: { dev: boolean }, stop: AbortSignal): Promise<void> {
  const began = Date.now();
  const { PORT, HOST, SURFACES, PUBLIC_URL, DATA_DIR } = readPlaces();
  await awaitPredecessor();
  await checkPort(PORT, HOST, "PORT");
  completeSettings();
  const database = await openDatabase("start");
  try {
    if (database.embedded) {
      const { fillDemo } = await import("#demo/fill.ts");
      await fillDemo(database.url, env().SEAL_KEYS);
    }
    stop.throwIfAborted();
    if (!dev) {
      const building = setTimeout(() => console.log("Building the pages …"), 300);
      await buildIfNeeded(stop).finally(() => clearTimeout(building));
    }
    await serve();
  } finally {
    await database.stop();
  }

  async function serve() {
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
    const handler = desk.getRequestHandler();
    servers = await listen(PORT, HOST, "PORT", (server) =>
      guardEdge(server, handler, { publicUrl: PUBLIC_URL, surfaces: SURFACES, dev, report: logError }),
    );
    if (database.embedded) writePrivateFile(join(DATA_DIR, "desk.json"), JSON.stringify({ url: PUBLIC_URL }));
    console.log(whereToLook(PUBLIC_URL, SURFACES, database.embedded, Date.now() - began));
    await untilStopped(stop);
    await closeGently(servers);
    await desk.close();
  }
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
