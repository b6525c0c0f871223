import type { Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Connections and since when, that callers open in advance: Node counts them as busy until their first request. */
const unasked = new WeakMap<Server, Map<Socket, number>>();
/** Within this time of a connection its first request may be on its way. */
const firstRequestMs = 500;

/** Watches a server's connections from its first one, so that `closeGently` knows which of them nobody waits on. */
export function watchConnections(server: Server): void {
  const sockets = new Map<Socket, number>();
  unasked.set(server, sockets);
  server.on("connection", (socket) => {
    sockets.set(socket, Date.now());
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", ({ socket }) => sockets.delete(socket));
}

/** Accepts no more, lets what is under way finish for up to `patienceMs`, then cuts the rest off. */
export async function closeGently(servers: readonly Server[], patienceMs = 5_000): Promise<void> {
  let open = servers.length;
  for (const server of servers) {
    server.close(() => {
      open -= 1;
    });
  }
  for (const until = Date.now() + patienceMs; open > 0 && Date.now() < until; await sleep(20)) {
    for (const server of servers) {
      server.closeIdleConnections();
      for (const [socket, since] of unasked.get(server) ?? []) {
        if (Date.now() - since > firstRequestMs) socket.destroy();
      }
    }
  }
  for (const server of servers) server.closeAllConnections();
}
