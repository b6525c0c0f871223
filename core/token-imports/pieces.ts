/** A file is kept in pieces of this size, each compressed (Zstandard) and sealed by itself. */
export const pieceBytes = 1024 * 1024;

/** Whether a file of so many bytes is for a thread to read: a small one is read sooner than that has begun. */
export const wantsReader = (bytes: number) => bytes > pieceBytes;

/** What a piece of a file is sealed for: no piece stands for another, nor in another file. */
export function chunkOwner(importId: string, number: number): string {
  return `${importId}/${number}`;
}

/** The same bytes in pieces of one size but the last; each is the taker's, and no chunk is held. */
export async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer<ArrayBuffer>> {
  let piece = Buffer.allocUnsafeSlow(pieceBytes);
  let bytes = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + pieceBytes - bytes);
      piece.set(part, bytes);
      bytes += part.length;
      from += part.length;
      if (bytes === pieceBytes) {
        yield piece;
        piece = Buffer.allocUnsafeSlow(pieceBytes);
        bytes = 0;
      }
    }
  }
  if (bytes > 0) yield piece.subarray(0, bytes);
}

/** Frees a piece's memory at once. V8 counts on 64 MB of such, used or not, before it looks what of it is garbage. */
export function letGo(piece: Buffer<ArrayBuffer>): void {
  piece.buffer.transfer(0);
}
