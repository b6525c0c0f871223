import { setImmediate as turn } from "node:timers/promises";
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import { v7 } from "uuid";
import { type FileRow, type ReadToken, readTokenFile } from "#core/token-files/read.ts";
import { transact } from "#db/client.ts";
import { type ImportBatch, writeBatch } from "#db/token-import-batch.ts";
import { deleteRows, findStocked, type ImportRow, type StagedToken } from "#db/token-import-rows.ts";
import { type CheckProgress, findChunk, noteProgress, type OpenedImport } from "#db/token-imports.ts";
import type { Context } from "../actor.ts";
import { Failure, fail } from "../errors.ts";
import { seal, unseal } from "../seal.ts";
import { endCheck } from "./end-check.ts";
import { fateOf } from "./fate.ts";
import { fileSecrets } from "./input.ts";
import { chunkOwner, letGo, pieceBytes } from "./pieces.ts";

/** Rows that are written in one commit: enough to be quick, and few enough to be seen to move on. */
const rowsAtOnce = 1_000;

/**
 * Reads an uploaded file to its end and writes down what would become of each row: the dry run. What is new waits,
 * sealed, for the real one, so that the file is read once. Fails with `conflict` where the import was cancelled or
 * another attempt has taken it up.
 */
export async function checkFile(context: Context, taken: OpenedImport, stop: AbortSignal): Promise<void> {
  const progress: CheckProgress = { readBytes: 0, newRows: 0, knownRows: 0, problemRows: 0, format: null };
  await transact(context.db, async (tx) => {
    (await noteProgress(tx, taken, progress)) ?? fail("conflict", "tokenImport");
    await deleteRows(tx, taken.id);
  });
  const refusal = await refusalOf(() => checkRows(context, { taken, progress, stop }));
  await endCheck(context, { importId: taken.id, attempts: taken.attempts, refusal });
}

/** Why the file as a whole is refused, or null. */
async function refusalOf(check: () => Promise<void>): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof Failure && error.code === "invalid") return error.fields.file ?? "invalid";
    throw error;
  }
}

type Check = { taken: OpenedImport; progress: CheckProgress; stop: AbortSignal };

async function checkRows(context: Context, { taken, progress, stop }: Check): Promise<void> {
  const rows = readTokenFile(fileOf(context, taken, progress), secretsOf(context, taken), (format) => {
    progress.format = format;
  });
  let settled = Promise.resolve();
  try {
    for await (const batch of batchesOf(rows)) {
      stop.throwIfAborted();
      await settled;
      settled = settle(context, { taken, progress, batch });
      // Awaited before the next is settled, which is read meanwhile; until then nobody else hears of its failure.
      settled.catch(() => {});
    }
  } finally {
    await settled;
  }
}

type Batch = { taken: OpenedImport; progress: CheckProgress; batch: readonly FileRow[] };

/** Writes down what becomes of rows, and counts them. */
async function settle(context: Context, { taken, progress, batch }: Batch): Promise<void> {
  const { readBytes } = progress;
  const judged = await judge(context, taken, batch);
  progress.newRows += judged.staged.length;
  for (const { fate } of judged.others) progress[`${fate}Rows`]++;
  const written = await writeBatch(context.db, taken, { ...judged, progress: { ...progress, readBytes } });
  if (!written) fail("conflict", "tokenImport");
}

async function judge(
  { db, keys }: Context,
  taken: OpenedImport,
  batch: readonly FileRow[],
): Promise<Pick<ImportBatch, "staged" | "others">> {
  const serials = batch.flatMap(({ serial }) => serial ?? []);
  const stocked = new Map((await findStocked(db, serials)).map((token) => [token.serial, token]));
  const staged: StagedToken[] = [];
  const others: ImportRow[] = [];
  for (const read of batch) {
    const other = fateOf(read, stocked.get(read.serial ?? ""), keys);
    if (other) others.push(other);
    else if ("token" in read) staged.push(stage(read.row, read.token));
  }
  return { staged, others };

  function stage(row: number, token: ReadToken): StagedToken {
    const { sealed, keyVersion } = seal(keys, token.serial, token.seed);
    return {
      row,
      tokenId: v7(),
      serial: token.serial,
      kind: token.kind,
      algorithm: token.algorithm,
      digits: token.digits,
      stepSeconds: token.stepSeconds,
      seedSealed: sealed,
      seedKeyVersion: keyVersion,
      lastStep: (token.counter ?? 0) - 1,
      driftSteps: token.driftSteps,
      manufacturer: token.manufacturer ?? taken.manufacturer,
      model: token.model ?? taken.model,
      expiresOn: token.expiresOn ?? taken.expiresOn,
    };
  }
}

/** Bytes that are read without a look at what else there is to do: a millisecond's work. */
const bytesAtOnce = 65_536;

/** The bytes of the file, counted as they are read; each piece is fetched while the one before is read. */
async function* fileOf(
  context: Context,
  { id, fileBytes }: OpenedImport,
  progress: CheckProgress,
): AsyncGenerator<Buffer> {
  let next = openPiece(context, id, 0);
  for (let number = 1; progress.readBytes < fileBytes; number++) {
    const bytes = await next;
    if (progress.readBytes + bytes.length < fileBytes) next = openPiece(context, id, number);
    // Heard of when it is its turn.
    next.catch(() => {});
    for (let from = 0; from < bytes.length; from += bytesAtOnce) {
      const part = bytes.subarray(from, from + bytesAtOnce);
      progress.readBytes += part.length;
      yield part;
      await turn();
    }
    letGo(bytes);
  }
}

const decompress = promisify(zstdDecompress);

async function openPiece({ db, keys }: Context, importId: string, number: number) {
  const piece = (await findChunk(db, importId, number)) ?? fail("conflict", "tokenImport");
  // Room for a whole piece and one byte more: a full buffer would be followed by an empty one.
  return decompress(unseal(keys, chunkOwner(importId, number), piece), { chunkSize: pieceBytes + 1 });
}

function secretsOf({ keys }: Context, { id, secretSealed, secretKeyVersion }: OpenedImport) {
  if (secretSealed === null || secretKeyVersion === null) return {};
  const text = unseal(keys, id, { sealed: secretSealed, keyVersion: secretKeyVersion }).toString();
  const { key, password } = fileSecrets.parse(JSON.parse(text));
  return { ...(key && { key: Buffer.from(key, "hex") }), ...(password && { password }) };
}

/** The rows before a failure come before it: they are the report's. */
async function* batchesOf(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = [];
  try {
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < rowsAtOnce) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
