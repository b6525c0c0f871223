import { on } from "node:events";
import { enableCompileCache } from "node:module";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { FileSecrets } from "#core/token-files/read.ts";
import type { Said } from "./read-in-thread.ts";

/**
 * The other end of `readInThread`: is given what opens the file and then its pieces, asks for one more whenever it has
 * read one, and gives back their rows.
 */
async function readFor(port: MessagePort): Promise<void> {
  const heard = on(port, "message");
  if (workerData.compileCache) enableCompileCache(workerData.compileCache);
  const { readBatches } = await import("./batches.ts");
  const { packRows } = await import("./packed-rows.ts");
  const { Failure } = await import("../errors.ts");
  const say = (said: Said, given: ArrayBuffer[] = []) => port.postMessage(said, given);

  async function* pieces(): AsyncGenerator<Buffer<ArrayBuffer>> {
    for await (const [piece] of heard) {
      if (piece === null) return;
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      say("next");
    }
  }

  try {
    const given: FileSecrets = (await heard.next()).value?.[0];
    // A buffer arrives as the bytes it has.
    const secrets = { ...given, ...(given.key && { key: Buffer.from(given.key) }) };
    for await (const { rows, ...read } of readBatches(pieces(), secrets)) {
      const packed = packRows(rows);
      say({ ...read, packed }, [packed.seeds.buffer]);
    }
    say("end");
  } catch (error) {
    if (!(error instanceof Failure && error.code === "invalid")) throw error;
    say({ refusal: error.fields.file ?? "invalid" });
  }
  port.close();
}

if (parentPort) await readFor(parentPort);
