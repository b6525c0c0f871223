import type { Worker } from "node:worker_threads";
import type { FileSecrets } from "#core/token-files/read.ts";
import { type ReadBatch, readBatches } from "./batches.ts";
import { wantsReader } from "./pieces.ts";
import { readInThread } from "./read-in-thread.ts";

/** The rows of a file. */
export function readPieces(
  pieces: AsyncGenerator<Buffer<ArrayBuffer>>,
  { secrets, bytes, reader }: { secrets: FileSecrets; bytes: number; reader?: Worker | undefined },
): AsyncGenerator<ReadBatch> {
  if (!wantsReader(bytes)) return readBatches(pieces, secrets);
  // One that has read before has ended: so where the database asks for a transaction anew.
  const ready = reader && reader.threadId > 0 ? reader : undefined;
  return readInThread(pieces, secrets, ready);
}
