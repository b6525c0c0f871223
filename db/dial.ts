import { once } from "node:events";
import { connect as dialTcp, isIP, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as dialTls } from "node:tls";

/** Where PostgreSQL is, as postgres.js has read it from a URL: hosts to try in turn, or a Unix socket. */
export type Target = { host: readonly string[]; port: readonly number[]; path?: string | false };

const patienceMs = 2_000;

/** A connection to PostgreSQL, over TLS where `sslMode` (as in libpq) asks for it. Rejects after 2 s. */
export async function dial(target: Target, attempt: number, sslMode: string): Promise<Socket> {
  const at = attempt % target.host.length;
  const host = target.host[at] ?? "localhost";
  const socket = target.path ? dialTcp(target.path) : dialTcp(target.port[at] ?? 5432, host);
  const patience = setTimeout(() => socket.destroy(lost("CONNECT_TIMEOUT")), patienceMs);
  try {
    await once(socket, "connect");
    socket.setNoDelay();
    return sslMode === "disable" ? socket : await secured(socket, host, sslMode);
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(patience);
  }
}

/** PostgreSQL's SSLRequest (protocol 3.0, "SSL Session Encryption"), then TLS. */
async function secured(plain: Socket, host: string, sslMode: string): Promise<Socket> {
  plain.write(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
  const [answer] = await once(plain, "data");
  if (answer.toString("latin1") !== "S") {
    if (sslMode === "prefer" || sslMode === "allow") return plain;
    throw lost("ECONNREFUSED");
  }
  const socket = dialTls({
    socket: plain,
    rejectUnauthorized: sslMode.startsWith("verify"),
    ...(isIP(host) ? {} : { servername: host }),
  });
  await once(socket, "secureConnect");
  return socket;
}

/** A connection that fails as soon as something is written to it. */
export function deadEnd(code: string): Duplex {
  return new Duplex({ read() {}, write: (_chunk, _encoding, done) => done(lost(code)) });
}

/** An error that `isDatabaseAway` knows by its code. */
export function lost(code: string): Error & { code: string } {
  return Object.assign(new Error(`The connection to the database: ${code}`), { code });
}
