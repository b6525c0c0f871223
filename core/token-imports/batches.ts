import { setImmediate as turn } from "node:timers/promises";
import {
  type FileRow,
  type FileSecrets,
  readTokenFile,
  type TokenFileFormat,
} from "#core/token-files/read.ts";
import { letGo } from "./pieces.ts";

/** Rows of a file, and how far the reading has come with them. */
export type ReadBatch = { rows: readonly FileRow[]; readBytes: number; format: TokenFileFormat | null };

/** Rows that are written at once: enough to be quick, and few enough to be seen to move on. */
const rowsAtOnce = 1_000;

/** Reads a file a batch at a time. Fails like `readTokenFile`; the rows before the failure come before it. */
export async function* readBatches(
  pieces: AsyncIterable<Buffer<ArrayBuffer>>,
  secrets: FileSecrets,
): AsyncGenerator<ReadBatch> {
  const read = { bytes: 0 };
  let format: TokenFileFormat | null = null;
  let rows: FileRow[] = [];
  const batch = () => ({ rows, readBytes: read.bytes, format });
  const fileRows = readTokenFile(partsOf(pieces, read), secrets, (told) => {
    format = told;
  });
  try {
    for await (const row of fileRows) {
      rows.push(row);
      if (rows.length < rowsAtOnce) continue;
      yield batch();
      rows = [];
    }
  } catch (error) {
    yield batch();
    throw error;
  }
  yield batch();
}

/** Bytes that are read without a look at what else there is to do: a millisecond's work. */
const bytesAtOnce = 65_536;

async function* partsOf(
  pieces: AsyncIterable<Buffer<ArrayBuffer>>,
  read: { bytes: number },
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += bytesAtOnce) {
      const part = piece.subarray(from, from + bytesAtOnce);
      read.bytes += part.length;
      yield part;
      await turn();
    }
    letGo(piece);
  }
}
