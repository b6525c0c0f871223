import next from "next";
import { guardEdge } from "#app/_lib/edge.ts";
import { env, readPlaces } from "#env.ts";
import { buildIfNeeded } from "#scripts/build.ts";
import { awaitPredecessor, openDatabase } from "#scripts/database.ts";
import { checkPort, closeGently, listen } from "#scripts/listen.ts";
import { root, untilStopped } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Serves console, customer pages and API until told to stop. `dev`: compiled as asked for, reloaded on change. */
export async function serveDesk({ dev }: { dev: boolean }, stop: AbortSignal): Promise<void> {
  const began = Date.now();
  const { PORT, HOST, SURFACES, PUBLIC_URL } = readPlaces();
  await awaitPredecessor();
  await checkPort(PORT, HOST, "PORT");
  completeSettings();
  const database = await openDatabase("start");
  try {
    if (database.embedded) await fillDemo(database.url);
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
    const desk = next({
      dev,
      dir: root,
      hostname: "localhost",
      port: PORT,
      quiet: !dev,
      ...(dev ? {} : noUpgrades),
    });
    await desk.prepare();
    const handler = desk.getRequestHandler();
    const report = (reference: string, error: unknown) => console.error(`Error ${reference}:`, error);
    const servers = await listen(PORT, HOST, "PORT", (server) =>
      guardEdge(server, handler, { publicUrl: PUBLIC_URL, surfaces: SURFACES, dev, report }),
    );
    console.log(whereToLook(PUBLIC_URL, SURFACES, database.embedded, Date.now() - began));
    await untilStopped(stop);
    await closeGently(servers);
    await desk.close();
  }
}

/** Built pages need no WebSocket: given a server that takes no listener, Next opens no way past the edge. */
const noUpgrades = { httpServer: { on: () => {} } as unknown as import("node:http").Server };

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

/** Demo data, made once: on a database that has it, or has staff of its own, nothing happens. */
async function fillDemo(databaseUrl: string): Promise<void> {
  const module = "#demo/fill.ts";
  const demo = await import(module).catch(() => undefined);
  await demo?.fillDemo(databaseUrl, env().SEAL_KEYS);
}
