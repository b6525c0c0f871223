import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { clientAddress } from "#core/address.ts";
import { closeDatabase } from "#db/client.ts";
import { readProxies } from "#env.ts";
import { createApi } from "./app.ts";
import { closeGently, watchConnections } from "./close.ts";
import { type ApiDeps, systemDeps } from "./deps.ts";

export type ApiServer = { url: string; close(): Promise<void> };

/**
 * On every answer, errors too: nothing of it is kept, framed, sniffed or run. Within the desk its own edge says so.
 */
const securityHeaders = new Map([
  ["cache-control", "no-store"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "same-origin"],
  ["strict-transport-security", "max-age=63072000; includeSubDomains"],
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
]);

/** A request takes 10 s at most (see app.ts). */
const patienceMs = 11_000;

/**
 * Serves the API alone. Rejects with the listener's own error, such as EADDRINUSE. `close` goes on answering for
 * `drainSeconds`, not ready and each connection for the last time, so that a load balancer turns away; then it
 * lets requests under way end, and closes the database's pools.
 */
export async function serveApi({
  port,
  host,
  drainSeconds = 0,
  ...changes
}: { port: number; host: string; drainSeconds?: number } & Partial<ApiDeps>): Promise<ApiServer> {
  const proxies = readProxies();
  const address: ApiDeps["address"] = (c) =>
    clientAddress(getConnInfo(c).remote.address ?? "unknown", c.req.header(proxies.header), proxies);
  const given = { ...systemDeps(address), ...changes };
  const serving = { ...given.serving() };
  const server = createAdaptorServer({
    fetch: createApi({ ...given, serving: () => serving }).fetch,
  }) as Server;
  watchConnections(server);
  server.prependListener("request", (_, response) => {
    response.setHeaders(securityHeaders);
    if (serving.stopping) response.shouldKeepAlive = false;
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const opened = server.address();
  const listening = typeof opened === "object" && opened ? opened.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${listening}`,
    async close() {
      serving.stopping = true;
      await sleep(drainSeconds * 1_000);
      await closeGently([server], patienceMs);
      await closeDatabase();
    },
  };
}
