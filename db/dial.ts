import { once } from "node:events";
import { connect as dialTcp, isIP, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as dialTls } from "node:tls";

/** Where PostgreSQL is, as postgres.js has read it from a URL: a host and port, each in a list, or a Unix socket. */
export type Target = { host: readonly string[]; port: readonly number[]; path?: string | false };

const patienceMs = 2_000;
const mutePatienceMs = 5;
/** PostgreSQL protocol 3.0, SSLRequest: answered by one byte, `S` or `N`, before any name or password. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** A connection to PostgreSQL, over TLS where `sslMode` (as in libpq) asks for it. Rejects after 2 s. */
export function dial(target: Target, sslMode: string): Promise<Socket> {
  return reach(target, async (socket, host) => {
    if (sslMode === "disable") return socket;
    const answer = await ask(socket);
    if (answer === "S") return secured(socket, host, sslMode.startsWith("verify"));
    return sslMode === "prefer" || sslMode === "allow" ? socket : Promise.reject(lost("ECONNREFUSED"));
  });
}

/** Whether a PostgreSQL answers there, within 2 s. */
export async function knock(target: Target): Promise<boolean> {
  try {
    const socket = await reach(target, (socket) => ask(socket).then(() => socket));
    socket.destroy();
    return true;
  } catch {
    return false;
  }
}

async function reach(
  target: Target,
  prepare: (socket: Socket, host: string) => Promise<Socket>,
): Promise<Socket> {
  const [host = "localhost"] = target.host;
  const socket = target.path ? dialTcp(target.path) : dialTcp(target.port[0] ?? 5432, host);
  const patience = setTimeout(() => socket.destroy(lost("CONNECT_TIMEOUT")), patienceMs);
  try {
    await once(socket, "connect");
    socket.setNoDelay();
    return await prepare(socket, host);
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(patience);
  }
}

async function ask(socket: Socket): Promise<string> {
  socket.write(sslRequest);
  const hungUp = once(socket, "end").then(() => Promise.reject(lost("ECONNRESET")));
  const [answer] = await Promise.race([once(socket, "data"), hungUp]);
  return String(answer);
}

async function secured(plain: Socket, host: string, rejectUnauthorized: boolean): Promise<Socket> {
  const servername = isIP(host) ? {} : { servername: host };
  const socket = dialTls({ socket: plain, rejectUnauthorized, ...servername });
  await once(socket, "secureConnect");
  return socket;
}

/** A connection that fails as soon as something is written to it, or nothing is. */
export function deadEnd(code: string): Duplex {
  const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done(lost(code)) });
  return greetingFirst(socket, () => socket.destroy(lost(code)));
}

/** Calls `stuck` where the first thing that the driver writes is no greeting, or where it writes nothing. */
export function greetingFirst<Line extends Duplex>(socket: Line, stuck: () => void): Line {
  const write = socket.write.bind(socket) as (chunk: Buffer) => boolean;
  let heard = false;
  socket.write = ((chunk: Buffer) => {
    const greets = heard || isGreeting(chunk);
    heard = true;
    if (greets) return write(chunk);
    stuck();
    return true;
  }) as Line["write"];
  setTimeout(() => setImmediate(() => heard || stuck()), mutePatienceMs);
  return socket;
}

/** PostgreSQL protocol 3.0, StartupMessage: its length, then its version. */
function isGreeting(chunk: Buffer): boolean {
  return chunk.length >= 8 && chunk.readInt32BE(0) === chunk.length && chunk.readInt32BE(4) === 0x3_0000;
}

/** An error that `isDatabaseAway` knows by its code. */
export function lost(code: string): Error & { code: string } {
  return Object.assign(new Error(`The connection to the database: ${code}`), { code });
}
