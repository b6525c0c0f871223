import { createHash, type Hash } from "node:crypto";
import type { Worker } from "node:worker_threads";
import { z } from "zod";
import { type Tx, violated } from "#db/client.ts";
import { stockBatch } from "#db/token-import-batch.ts";
import type { StagedToken } from "#db/token-import-rows.ts";
import {
  type CheckProgress,
  moveImport,
  noteProgress,
  type OpenedImport,
  openImport,
} from "#db/token-imports.ts";
import type { Context } from "../actor.ts";
import { command } from "../command.ts";
import { Failure, fail, failField } from "../errors.ts";
import { follow } from "../transitions.ts";
import type { ReadBatch } from "./batches.ts";
import { auditOf } from "./change.ts";
import { secretsOf } from "./kept-file.ts";
import { piecesOf } from "./pieces.ts";
import { readPieces } from "./reading.ts";
import { importTransitions, maxFileBytes } from "./rules.ts";
import { stage } from "./stage.ts";

/** A file of the importer's own, and the thread to read it, if one has been begun. */
export type OwnFile = { bytes: number; open(): AsyncIterable<Uint8Array>; reader?: Worker | undefined };
type Hooks = { stop: AbortSignal; onProgress(progress: CheckProgress): void };

/**
 * Imports a file as it is read, in one transaction: a death undoes it. False, and nothing has happened, where not all
 * in it is new: then a check is to tell what. Fails with `conflict` where it was cancelled. Works as the role `jobs`.
 */
export async function importStraight(
  context: Context,
  importId: string,
  file: OwnFile,
  hooks: Hooks,
): Promise<boolean> {
  const found = (await openImport(context.db, importId)) ?? fail("not_found", "tokenImport");
  const stockFile = command({
    name: "token_import.import",
    permit: "job.work",
    input: z.object({}),
    // Awaits the file's rows too: what the connection's end leaves of it is told by its next statement.
    async run({ tx, now }) {
      const state = follow(importTransitions, found.state, "finish") ?? fail("conflict", "tokenImport");
      const read = await stockRows(context, { tx, found, file, hooks });
      const ended =
        (await moveImport(tx, found, { ...read, state, startedAt: now, endedAt: now })) ??
        fail("conflict", "tokenImport");
      const { format, newRows, fileBytes, fileSha256 } = ended;
      const facts = { from: found.state, format, newRows, fileBytes, fileSha256 };
      return { result: undefined, change: auditOf(ended, facts) };
    },
  });
  try {
    await stockFile(context, {});
    return true;
  } catch (error) {
    const told = error instanceof NotAllNew || (error instanceof Failure && error.code === "invalid");
    if (told || violated(error) === "tokens_serial_unique") return false;
    throw error;
  }
}

/** Ends the attempt at the first row that is no token. */
class NotAllNew extends Error {}

type Stocking = { tx: Tx; found: OpenedImport; file: OwnFile; hooks: Hooks };

/** Puts the rows into the stock, each batch while the next is read and sealed; gives what there is to say of the file. */
async function stockRows(context: Context, { tx, found, file, hooks }: Stocking) {
  const progress: CheckProgress = { readBytes: 0, newRows: 0, knownRows: 0, problemRows: 0, format: null };
  const hash = createHash("sha256");
  const pieces = measured(piecesOf(file.open()), hash);
  const opened = { ...file, secrets: secretsOf(context, found) };
  let written = Promise.resolve();
  try {
    for await (const batch of readPieces(pieces, opened)) {
      hooks.stop.throwIfAborted();
      const staged = batch.rows.map((row) => {
        if ("problem" in row) throw new NotAllNew();
        return stage(row, found, context.keys);
      });
      await written;
      written = write(staged, batch);
      // Awaited before the next is written; until then nobody else hears of its failure.
      written.catch(() => {});
    }
  } finally {
    await written;
  }
  return { ...progress, fileBytes: progress.readBytes, fileSha256: hash.digest("hex") };

  async function write(staged: StagedToken[], { readBytes, format }: ReadBatch): Promise<void> {
    Object.assign(progress, { readBytes, format, newRows: progress.newRows + staged.length });
    const [noted] = await Promise.all([
      // Beside the transaction, for others to see; and it tells whether the import is still to be had.
      noteProgress(context.db, found, { ...progress, fileBytes: file.bytes }),
      stockBatch(tx, found, { staged, at: context.now }),
    ]);
    if (!noted) fail("conflict", "tokenImport");
    hooks.onProgress(progress);
  }
}

/** The same pieces, looked at as they pass. Fails with `invalid` where they are too many. */
async function* measured(pieces: AsyncIterable<Buffer<ArrayBuffer>>, hash: Hash) {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > maxFileBytes) failField("file", "tokenImport.size");
    hash.update(piece);
    yield piece;
  }
}
