import { connect, type Socket } from "node:net";

/** What a load came to: requests answered a second, milliseconds each took, and how many answers of each kind. */
export type Load = {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  answers: Readonly<Record<string, number>>;
};

type Wish = {
  /** Where to, in turn: one port a process. */
  ports: readonly number[];
  connections: number;
  seconds: number;
  /** What one connection says: each request as it goes over the wire, knowing the answer to the one before. */
  talk: () => (before: string) => Buffer;
  /** What an answer is counted as. */
  kindOf: (answer: string) => string;
};

const warmUpSeconds = 4;

/**
 * Sends requests over connections that stay open, the next one on each as soon as the last is answered. Written on
 * bare sockets: a client that parses more than it must would take the processor from what it measures. What is asked
 * in the first seconds is not counted: a process that has run for a while has its code compiled.
 */
export async function load({ ports, connections, seconds, talk, kindOf }: Wish): Promise<Load> {
  const times: number[] = [];
  const answers: Record<string, number> = {};
  const began = performance.now() + warmUpSeconds * 1000;
  const until = began + seconds * 1000;
  const converse = (port: number) =>
    new Promise<void>((resolve, reject) => {
      const next = talk();
      const socket: Socket = connect(port, "127.0.0.1").setNoDelay();
      let from = 0;
      let heard = "";
      const ask = () => {
        if (performance.now() >= until) {
          socket.destroy();
          resolve();
          return;
        }
        const request = next(heard);
        heard = "";
        from = performance.now();
        socket.write(request);
      };
      socket.on("connect", ask);
      socket.on("error", reject);
      socket.on("data", (chunk) => {
        heard += chunk.toString("latin1");
        if (!isWhole(heard)) return;
        if (from >= began) {
          times.push(performance.now() - from);
          const kind = kindOf(heard);
          answers[kind] = (answers[kind] ?? 0) + 1;
        }
        ask();
      });
    });
  await Promise.all(
    Array.from({ length: connections }, (_, nth) => converse(ports[nth % ports.length] ?? 0)),
  );
  const elapsed = (performance.now() - began) / 1000;
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99), answers };
}

function isWhole(heard: string): boolean {
  const head = heard.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(heard)?.[1];
  return length === undefined ? heard.endsWith("0\r\n\r\n") : heard.length >= head + 4 + Number(length);
}
