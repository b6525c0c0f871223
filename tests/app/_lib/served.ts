import { createServer, type Server } from "node:http";
import { type AddressInfo, BlockList } from "node:net";
import { afterAll } from "vitest";
import { type EdgeOptions, guardEdge, type Handler } from "#app/_lib/edge.ts";

/** Tells what reached it, and tries to loosen what the edge sets. */
const echo: Handler = async (incoming, response) => {
  if (incoming.url === "/throws") throw new Error("seed 31323334");
  let bytes = 0;
  for await (const chunk of incoming) bytes += chunk.length;
  const loose = {
    "Content-Type": "application/json",
    "Cache-Control": "public, max-age=9",
    "X-Frame-Options": "ALLOWALL",
  };
  response.writeHead(incoming.url === "/missing" ? 404 : 200, loose);
  response.end(JSON.stringify({ bytes, headers: incoming.headers }));
};

/** Serves such a handler behind the edge until the test file ends; `serve` gives the port. */
export function withEdge() {
  const servers: Server[] = [];
  const reports: unknown[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  async function serve(options: Partial<EdgeOptions> = {}): Promise<number> {
    const server = createServer({ requireHostHeader: false });
    guardEdge(server, echo, {
      publicUrl: "http://localhost:3000",
      surfaces: ["console", "customer", "api"],
      proxies: { trusted: new BlockList(), header: "x-forwarded-for" },
      dev: false,
      report: (_reference, error) => reports.push(error),
      ...options,
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }
  return { serve, reports };
}
