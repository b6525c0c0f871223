import { createServer, connect as dial, type Server, type Socket } from "node:net";

/**
 * How a relay treats what comes to it:
 * - `open`: passes everything on
 * - `refused`: nobody listens, and what was open is reset
 * - `hanging-up`: accepts and closes at once, as a load balancer with nobody behind it
 * - `recovering`: answers a knock and refuses whoever greets, as PostgreSQL after a crash
 * - `silent`: accepts and keeps still, what was open too, as a network that drops every packet
 */
export type RelayMode = "open" | "refused" | "hanging-up" | "recovering" | "silent";

/** ErrorResponse of PostgreSQL to a greeting while it recovers. */
const refusal = "SFATAL\0VFATAL\0C57P03\0Mthe database system is in recovery mode\0\0";
const refusalHead = Buffer.from([0x45, 0, 0, 0, refusal.length + 4]);

/** A TCP relay before a database, by which a test takes it away and gives it back. */
export type Relay = {
  /** The database's URL by way of the relay. */
  readonly url: string;
  set(mode: RelayMode): Promise<void>;
  close(): Promise<void>;
};

/** Opens a relay before a database, on a port of 127.0.0.1. */
export async function openRelay(databaseUrl: string): Promise<Relay> {
  const behind = new URL(databaseUrl);
  const open = new Set<Socket>();
  let mode: RelayMode = "open";
  let port = 0;
  let server: Server | undefined;

  const accept = (client: Socket) => {
    keep(client);
    if (mode === "hanging-up") return void client.end();
    if (mode === "silent") return void client.pause();
    if (mode === "recovering") return void client.once("data", (asked) => recover(client, asked));
    const upstream = dial(Number(behind.port), behind.hostname);
    keep(upstream);
    client.pipe(upstream);
    upstream.pipe(client);
    client.once("close", () => upstream.destroy());
    upstream.once("close", () => client.destroy());
  };
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    // Cut off in mid-word, as meant.
    socket.on("error", () => socket.destroy());
  };
  const recover = (client: Socket, asked: Buffer) => {
    if (asked.length === 8) client.write("N");
    else client.end(Buffer.concat([refusalHead, Buffer.from(refusal)]));
  };
  const listen = async () => {
    const listener = createServer(accept);
    await new Promise<void>((resolve, reject) => {
      listener.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    const address = listener.address();
    port = typeof address === "object" && address ? address.port : port;
    server = listener;
  };
  const hush = async () => {
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
    for (const socket of open) socket.resetAndDestroy();
    await closed;
  };

  await listen();
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    async set(next) {
      const before = mode;
      mode = next;
      if (next === "refused") return hush();
      if (next === "silent") {
        for (const socket of open) socket.unpipe().pause();
        return;
      }
      if (before === "silent" || next !== "open") await hush();
      if (!server) await listen();
    },
    close: hush,
  };
}
