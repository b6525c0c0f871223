import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { deadEnd, dial, greetingFirst, knock, lost, type Target } from "./dial.ts";
import { LastWord, lastWordOf } from "./last-word.ts";

/** The connections of one pool; `socket` is for the driver's option of that name. */
export type Line = {
  socket(target: Target): Promise<Duplex>;
  /** How many are open. */
  open(): number;
  close(): void;
};

/**
 * A CommandComplete without a command, for the driver to count rows from 0: amid an answer that was cut off it would
 * put the first rows of the next one behind as many holes.
 */
const noRows = Buffer.from([0x43, 0, 0, 0, 5, 0]);
const pauseMs = 250;
const watchEveryMs = 1_000;

/**
 * Opens the connections of one pool; one that says nothing for `silentAfterMs` is dead. While the database is away
 * nobody waits for it: every query fails at once, until it answers a knock again. It stands in for postgres.js, and
 * tamed for it, for what docs/decisions/database-away.md tells.
 */
export function openLine(sslMode: string, silentAfterMs: number): Line {
  const open = new Map<Socket, { read: number; silentMs: number }>();
  const losses = new Set<() => void>();
  let target: Target | undefined;
  let away: string | undefined;
  let opened = 0;
  let closed = false;

  /** Remembers by what code the database is away, and knocks until it is back. */
  function failed(code: string): string {
    const news = away === undefined;
    away = code;
    if (news) void comeBack();
    return code;
  }
  /** Of a connection begun before another opened: what became of it says nothing of the database now. */
  const failedSince = (begun: number, code: string) => (begun === opened ? failed(code) : code);
  async function comeBack(): Promise<void> {
    while (away !== undefined && !closed && target) {
      await sleep(pauseMs, undefined, { ref: false });
      if (await knock(target)) away = undefined;
    }
  }
  const watch = setInterval(() => {
    for (const [socket, seen] of open) {
      if (socket.bytesRead !== seen.read) open.set(socket, { read: socket.bytesRead, silentMs: 0 });
      else if (seen.silentMs >= silentAfterMs) socket.destroy(lost(failed("ETIMEDOUT")));
      else seen.silentMs += watchEveryMs;
    }
  }, watchEveryMs).unref();

  /**
   * Tells the driver of a loss in one breath, error and close, of all that are lost, and when Node closes
   * handles, after most of what was to be written is: a query that slipped in between would be forgotten.
   * PostgreSQL's last word is told as the loss itself: as an answer it would be kept for the next connection.
   */
  function tame(socket: Socket, begun: number): Socket {
    const emit = socket.emit.bind(socket);
    let state: "greeting" | "open" | "told" = "greeting";
    let code = "ECONNRESET";
    socket.emit = ((event: string, ...given: unknown[]) => {
      const lastWord = event === "data" ? lastWordOf(given[0] as Buffer) : undefined;
      if (lastWord) {
        socket.destroy(lastWord);
        return true;
      } else if (event === "data" && state === "greeting" && endsReady(given[0] as Buffer)) {
        state = "open";
        away = undefined;
        opened += 1;
        open.set(socket, { read: 0, silentMs: 0 });
        const taken = emit(event, ...given);
        emit("data", noRows);
        return taken;
      } else if (event === "end" && !socket.writableEnded) {
        socket.destroy(lost(code));
      } else if (event === "error") {
        code = codeOf(given[0]);
        losses.add(() => {
          if (state === "greeting") failedSince(begun, code);
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
        if (state === "greeting") failedSince(begun, code);
      }
      return emit(event, ...given);
    }) as Socket["emit"];
    return greetingFirst(socket, () => {
      state = "told";
      socket.destroy();
      // Told so before it was greeted, the driver tries again with the query that it has.
      emit("close", false);
    });
  }

  return {
    async socket(to) {
      target = to;
      if (away !== undefined) return deadEnd(away);
      const begun = opened;
      try {
        return tame(await dial(to, sslMode), begun);
      } catch (error) {
        return deadEnd(failedSince(begun, codeOf(error)));
      }
    },
    open: () => open.size,
    close() {
      closed = true;
      clearInterval(watch);
    },
  };
}

/** Whether PostgreSQL's answer ends with ReadyForQuery, as its greeting does once a session is open. */
function endsReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk.at(-6) === 0x5a && chunk.readInt32BE(chunk.length - 5) === 5;
}

function codeOf(error: unknown): string {
  if (error instanceof LastWord) return "ECONNREFUSED";
  return error instanceof Error && "code" in error ? String(error.code) : "ECONNRESET";
}
