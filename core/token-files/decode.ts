import { isAscii } from "node:buffer";
import { failField } from "#core/errors.ts";

const blockBytes = 16_384;

/**
 * The text of a file, in pieces: UTF-8, UTF-16 or CP932, told by the byte order mark, by what an XML declaration says,
 * or else by the bytes. Fails with `invalid` where they do not fit.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let atStart = true;
  for await (const block of blocks(chunks)) {
    if (atStart) decoder = toldDecoder(block);
    atStart = false;
    // ASCII reads the same in UTF-8 and in CP932: which of them it is, the first other bytes tell.
    if (decoder === undefined && isAscii(block)) yield block.toString("latin1");
    else {
      decoder ??= guessedDecoder(block);
      yield decoded(decoder, block);
    }
  }
  if (decoder !== undefined) yield decoded(decoder);
}

/**
 * The same bytes in blocks of equal size: bounded when a chunk is huge, few when chunks are tiny. Each is there until
 * the next is asked for, as they share their memory.
 */
async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(blockBytes);
  let bytes = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + blockBytes - bytes);
      block.set(part, bytes);
      bytes += part.length;
      from += part.length;
      if (bytes === blockBytes) {
        yield block;
        bytes = 0;
      }
    }
  }
  if (bytes > 0) yield block.subarray(0, bytes);
}

function toldDecoder(head: Buffer): TextDecoder | undefined {
  const start = head.toString("latin1", 0, 200);
  if (start.startsWith("\xEF\xBB\xBF")) return strict("utf-8");
  if (/^(?:\xFF\xFE|[^\0]\0)/.test(start)) return strict("utf-16le");
  if (/^(?:\xFE\xFF|\0[^\0])/.test(start)) return strict("utf-16be");
  const [, declared = "utf-16"] = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
  // Bytes that are plainly no UTF-16 are often declared to be, by Windows programs that wrote through a string.
  return /^utf-?16/i.test(declared) ? undefined : strict(declared);
}

function guessedDecoder(block: Buffer): TextDecoder {
  try {
    strict("utf-8").decode(block, { stream: true });
    return strict("utf-8");
  } catch {
    return strict("shift_jis");
  }
}

function strict(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return failField("file", "tokenFile.encoding");
  }
}

function decoded(decoder: TextDecoder, block?: Buffer): string {
  try {
    return decoder.decode(block, { stream: block !== undefined });
  } catch {
    return failField("file", "tokenFile.encoding");
  }
}
