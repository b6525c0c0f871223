import { on } from "node:events";
import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";
import type { FileSecrets } from "#core/token-files/read.ts";
import { failField } from "../errors.ts";
import type { ReadBatch } from "./batches.ts";
import { type PackedRows, unpackRows } from "./packed-rows.ts";

/** What it says: that it wants another piece, a batch, that the file is at its end, or why it is refused. */
export type Said = "next" | (Omit<ReadBatch, "rows"> & { packed: PackedRows }) | "end" | { refusal: string };

/** What the thread may hold: it tidies up sooner than a process would, so that a large file takes no more than a small. */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** A thread that waits for a file; begun early, it is ready when the file is. */
export function startReader(): Worker {
  const workerData = { compileCache: getCompileCacheDir() };
  return new Worker(new URL("./reader-thread.ts", import.meta.url), { workerData, resourceLimits });
}

/**
 * The same as `readBatches`, in a thread of its own: one processor reads while another seals and writes, and what
 * else the process serves does not wait. Two pieces are there at a time. The thread ends with the reading.
 */
export async function* readInThread(
  pieces: AsyncGenerator<Buffer<ArrayBuffer>>,
  secrets: FileSecrets,
  thread = startReader(),
): AsyncGenerator<ReadBatch> {
  const give = async () => {
    const { value: piece } = await pieces.next();
    thread.postMessage(piece ?? null, piece ? [piece.buffer] : []);
  };
  try {
    thread.postMessage(secrets);
    await give();
    await give();
    for await (const [said] of on(thread, "message", { close: ["exit"] })) {
      const heard: Said = said;
      if (heard === "end") return;
      if (heard === "next") await give();
      else if ("refusal" in heard) failField("file", heard.refusal);
      else {
        const { packed, ...read } = heard;
        yield { ...read, rows: unpackRows(packed) };
      }
    }
    throw new Error("The reader ended before the file");
  } finally {
    await thread.terminate();
    await pieces.return(undefined);
  }
}
