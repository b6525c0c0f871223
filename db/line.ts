import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { deadEnd, dial, lost, type Target } from "./dial.ts";

/** The connections of one pool; `socket` is for the driver's option of that name. */
export type Line = {
  socket(target: Target): Promise<Duplex>;
  /** How many are open. */
  open(): number;
  close(): void;
};

/** Between two tries while the database is away; who comes meanwhile is turned away at once. */
const pauseMs = 250;
const watchEveryMs = 1_000;

/**
 * Opens the connections of one pool; one that says nothing for `silentAfterMs` is dead. It does so in place of postgres.js 3.4.9, which by itself
 * - tries again without end or pause where a connection is accepted and then closed (porsager/postgres 1193);
 * - tells one waiting query a connection and pause that the database is away: the last of many waits for minutes;
 * - waits for ever on a connection that has fallen silent;
 * - never writes again on one that was lost with a query about to be written (porsager/postgres 1133).
 */
export function openLine(sslMode: string, silentAfterMs: number): Line {
  const open = new Map<Socket, { read: number; silentMs: number }>();
  const losses = new Set<() => void>();
  let away: { code: string; at: number } | undefined;
  let trying = false;
  let attempts = 0;

  const failed = (code: string) => {
    trying = false;
    away = { code, at: performance.now() };
    return code;
  };
  const greeted = (socket: Socket) => {
    trying = false;
    away = undefined;
    open.set(socket, { read: 0, silentMs: 0 });
  };
  const watch = setInterval(() => {
    for (const [socket, seen] of open) {
      if (socket.bytesRead !== seen.read) open.set(socket, { read: socket.bytesRead, silentMs: 0 });
      else if (seen.silentMs >= silentAfterMs) socket.destroy(lost("ETIMEDOUT"));
      else seen.silentMs += watchEveryMs;
    }
  }, watchEveryMs).unref();

  /**
   * Tells the driver of a loss in one breath, error and close, of all that are lost, and when Node closes
   * handles, after all that was to be written is: being told of one must not begin a query on another.
   */
  function tame(socket: Socket): Socket {
    const emit = socket.emit.bind(socket);
    let state: "greeting" | "open" | "told" = "greeting";
    let code = "ECONNRESET";
    socket.emit = ((event: string, ...given: unknown[]) => {
      if (event === "data" && state === "greeting" && endsReady(given[0] as Buffer)) {
        state = "open";
        greeted(socket);
      } else if (event === "end" && !socket.writableEnded) {
        socket.destroy(lost(code));
      } else if (event === "error") {
        code = codeOf(given[0]);
        losses.add(() => {
          if (state === "greeting") failed(code);
          state = "told";
          emit("error", given[0]);
          emit("close", true);
        });
        return true;
      } else if (event === "close") {
        open.delete(socket);
        for (const tell of losses) tell();
        losses.clear();
        if (state === "told") return true;
        if (state === "greeting") failed(code);
      }
      return emit(event, ...given);
    }) as Socket["emit"];
    return socket;
  }

  return {
    async socket(target) {
      if (away && (trying || performance.now() - away.at < pauseMs)) return deadEnd(away.code);
      trying = away !== undefined;
      try {
        return tame(await dial(target, attempts++, sslMode));
      } catch (error) {
        return deadEnd(failed(codeOf(error)));
      }
    },
    open: () => open.size,
    close: () => clearInterval(watch),
  };
}

/** Whether PostgreSQL's answer ends with ReadyForQuery, as its greeting does once a session is open. */
function endsReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk.at(-6) === 0x5a && chunk.readInt32BE(chunk.length - 5) === 5;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "ECONNRESET";
}
