import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import type { FileSecrets } from "#core/token-files/read.ts";
import { findChunk, type OpenedImport } from "#db/token-imports.ts";
import type { Context } from "../actor.ts";
import { fail } from "../errors.ts";
import { unseal } from "../seal.ts";
import { fileSecrets } from "./input.ts";
import { chunkOwner, pieceBytes } from "./pieces.ts";

type Opens = Pick<Context, "db" | "keys">;

/** The pieces of a file that was uploaded, each the taker's; the next is fetched while one is read. */
export async function* openFile(
  opens: Opens,
  { id, fileBytes }: OpenedImport,
): AsyncGenerator<Buffer<ArrayBuffer>> {
  const pieces = Math.ceil(fileBytes / pieceBytes);
  let next = openPiece(opens, id, 0);
  for (let number = 1; number <= pieces; number++) {
    const piece = await next;
    if (number < pieces) next = openPiece(opens, id, number);
    // Heard of when it is its turn.
    next.catch(() => {});
    yield piece;
  }
}

const decompress = promisify(zstdDecompress);

async function openPiece({ db, keys }: Opens, importId: string, number: number) {
  const piece = (await findChunk(db, importId, number)) ?? fail("conflict", "tokenImport");
  // Room for a whole piece and one byte more: a full buffer would be followed by an empty one.
  return decompress(unseal(keys, chunkOwner(importId, number), piece), { chunkSize: pieceBytes + 1 });
}

/** What opens the tokens in it. */
export function secretsOf(
  { keys }: Pick<Context, "keys">,
  { id, secretSealed, secretKeyVersion }: OpenedImport,
): FileSecrets {
  if (secretSealed === null || secretKeyVersion === null) return {};
  const text = unseal(keys, id, { sealed: secretSealed, keyVersion: secretKeyVersion }).toString();
  const { key, password } = fileSecrets.parse(JSON.parse(text));
  return { ...(key && { key: Buffer.from(key, "hex") }), ...(password && { password }) };
}
