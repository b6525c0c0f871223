import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { v7 } from "uuid";
import { z } from "zod";
import { findImport, insertChunk, insertImport, moveImport } from "#db/token-imports.ts";
import type { Actor, Context } from "../actor.ts";
import { command } from "../command.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { seal } from "../seal.ts";
import { follow } from "../transitions.ts";
import { cancelImport } from "./cancel.ts";
import { auditOf } from "./change.ts";
import { batchOf, fileSecrets, uploadInput, usualExpiry } from "./input.ts";
import { chunkOwner, letGo, piecesOf } from "./pieces.ts";
import { importTransitions, maxFileBytes } from "./rules.ts";

/** Notes that a file is on its way. `given`: see `uploadInput`. */
export const beginUpload = command<typeof uploadInput, { importId: string }, Actor>({
  name: "token_import.upload",
  permit: "token.import",
  fresh: true,
  input: uploadInput,
  async run({ tx, actor, now, keys }, { fileKey, filePassword, batch, expiresOn, ...given }) {
    const id = v7();
    const secrets = fileSecrets.parse({ key: fileKey, password: filePassword || undefined });
    const opens = Object.values(secrets).some(Boolean);
    const sealed = opens ? seal(keys, id, Buffer.from(JSON.stringify(secrets))) : undefined;
    const begun = await insertImport(tx, {
      ...given,
      id,
      batch: batch || batchOf(given.fileName),
      expiresOn: expiresOn ?? usualExpiry(now),
      makerId: actor.kind === "staff" ? actor.id : null,
      uploadedAt: now,
      ...(sealed && { secretSealed: sealed.sealed, secretKeyVersion: sealed.keyVersion }),
    });
    const { manufacturer, model } = begun;
    return {
      result: { importId: id },
      change: auditOf(begun, { batch: begun.batch, manufacturer, model, expiresOn: begun.expiresOn }),
    };
  },
});

const receiveInput = z.object({ importId: idInput, fileBytes: z.number().int(), fileSha256: z.string() });

const receiveFile = command<typeof receiveInput, { importId: string }, Actor>({
  name: "token_import.receive",
  permit: "token.import",
  input: receiveInput,
  async run({ tx }, { importId, ...file }) {
    const found = (await findImport(tx, importId)) ?? fail("not_found", "tokenImport");
    const state = follow(importTransitions, found.state, "receive") ?? fail("conflict", "tokenImport");
    const received = (await moveImport(tx, found, { state, ...file })) ?? fail("conflict", "tokenImport");
    return { result: { importId }, change: auditOf(received, { from: found.state, ...file }) };
  },
});

/**
 * Takes a maker's file in, piece by piece as it comes, and has it checked by a job. `given`: see `uploadInput`.
 * Fails with `invalid`, also under `file` where it is empty or too large; what breaks off is cancelled.
 */
export async function uploadTokenFile(
  context: Context<Actor>,
  given: unknown,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ importId: string }> {
  const { importId } = await beginUpload(context, given);
  await orCancelled(context, importId, () => takeIn(context, importId, chunks));
  return { importId };
}

/** Keeps a file whose upload has begun, and has it checked. */
export async function takeIn(
  context: Context<Actor>,
  importId: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  await receiveFile(context, { importId, ...(await keepFile(context, importId, chunks)) });
}

/** Does something with an import that ends with it, if it fails. */
export async function orCancelled<Result>(
  context: Context<Actor>,
  importId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // What broke is the news; an import that could not even be cancelled is cleared away later.
    await cancelImport(context, { importId }).catch(() => {});
    throw error;
  }
}

/** Beside the process's one thread, which others wait for. */
const compress = promisify(zstdCompress);

async function keepFile(
  { db, keys }: Pick<Context, "db" | "keys">,
  importId: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ fileBytes: number; fileSha256: string }> {
  const hash = createHash("sha256");
  let fileBytes = 0;
  let number = 0;
  let kept = Promise.resolve();
  try {
    for await (const piece of piecesOf(chunks)) {
      fileBytes += piece.length;
      if (fileBytes > maxFileBytes) failField("file", "tokenImport.size");
      hash.update(piece);
      await kept;
      kept = keep(piece, number++);
      // Awaited before the next is kept, which comes in meanwhile; until then nobody else hears of its failure.
      kept.catch(() => {});
    }
  } finally {
    await kept;
  }
  if (fileBytes === 0) failField("file", "tokenImport.missing");
  return { fileBytes, fileSha256: hash.digest("hex") };

  async function keep(piece: Buffer<ArrayBuffer>, number: number): Promise<void> {
    const compressed = await compress(piece);
    letGo(piece);
    const { sealed, keyVersion } = seal(keys, chunkOwner(importId, number), compressed);
    await insertChunk(db, { importId, number, sealed, keyVersion });
  }
}
