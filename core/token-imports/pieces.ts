/** A file is kept in pieces of this size, each compressed (Zstandard) and sealed by itself. */
const pieceBytes = 1024 * 1024;

/** What a piece of a file is sealed for: no piece stands for another, nor in another file. */
export function chunkOwner(importId: string, number: number): string {
  return `${importId}/${number}`;
}

/** The same bytes in pieces of one size but the last. */
export async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < pieceBytes) continue;
    const joined = Buffer.concat(held);
    const whole = bytes - (bytes % pieceBytes);
    for (let at = 0; at < whole; at += pieceBytes) yield joined.subarray(at, at + pieceBytes);
    held = [joined.subarray(whole)];
    bytes -= whole;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
