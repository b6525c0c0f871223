import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { closeDatabase } from "#db/client.ts";
import { createApi } from "./app.ts";
import { type ApiDeps, systemDeps } from "./deps.ts";

export type ApiServer = { url: string; close(): Promise<void> };

/**
 * Serves the API alone. Rejects with the listener's own error, such as EADDRINUSE. `close` lets requests under
 * way end, then closes the database's pool.
 */
export async function serveApi({
  port,
  host,
  ...changes
}: { port: number; host: string } & Partial<ApiDeps>): Promise<ApiServer> {
  const deps = { ...systemDeps((c) => getConnInfo(c).remote.address ?? "unknown"), ...changes };
  const server = createAdaptorServer({ fetch: createApi(deps).fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const listening = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${listening}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await closeDatabase();
    },
  };
}
