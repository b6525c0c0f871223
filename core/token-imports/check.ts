import { zstdDecompressSync } from "node:zlib";
import { v7 } from "uuid";
import { type FileRow, type ReadToken, readTokenFile } from "#core/token-files/read.ts";
import { transact } from "#db/client.ts";
import {
  deleteRows,
  findStocked,
  type ImportRow,
  insertRows,
  insertStaged,
  type StagedToken,
} from "#db/token-import-rows.ts";
import { type CheckProgress, findChunk, noteProgress, type TokenImport } from "#db/token-imports.ts";
import type { Context } from "../actor.ts";
import { Failure, fail } from "../errors.ts";
import { seal, unseal } from "../seal.ts";
import { endCheck } from "./end-check.ts";
import { fateOf } from "./fate.ts";
import { fileSecrets } from "./input.ts";
import { chunkOwner } from "./pieces.ts";

/** Rows that are written in one commit: enough to be quick, and few enough to be seen to move on. */
const rowsAtOnce = 1_000;

/**
 * Reads an uploaded file to its end and writes down what would become of each row: the dry run. What is new waits,
 * sealed, for the real one, so that the file is read once. Fails with `conflict` where the import was cancelled or
 * another attempt has taken it up.
 */
export async function checkFile(context: Context, taken: TokenImport, stop: AbortSignal): Promise<void> {
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

type Check = { taken: TokenImport; progress: CheckProgress; stop: AbortSignal };

async function checkRows(context: Context, { taken, progress, stop }: Check): Promise<void> {
  const rows = readTokenFile(fileOf(context, taken, progress), secretsOf(context, taken), (format) => {
    progress.format = format;
  });
  let written = Promise.resolve();
  try {
    for await (const batch of batchesOf(rows)) {
      stop.throwIfAborted();
      const judged = await judge(context, taken, batch);
      await written;
      for (const { fate } of judged.rows) progress[`${fate}Rows`]++;
      written = write(context, { taken, progress: { ...progress }, ...judged });
      // Awaited before the next is written; until then nobody else hears of its failure.
      written.catch(() => {});
    }
  } finally {
    await written;
  }
}

type Judged = { rows: ImportRow[]; staged: StagedToken[] };

async function judge({ db, keys }: Context, taken: TokenImport, batch: readonly FileRow[]): Promise<Judged> {
  const serials = batch.flatMap(({ serial }) => serial ?? []);
  const stocked = new Map((await findStocked(db, serials)).map((token) => [token.serial, token]));
  const rows = batch.map((read) => fateOf(read, stocked.get(read.serial ?? ""), keys));
  const staged = batch.flatMap((read, nth) =>
    "token" in read && rows[nth]?.fate === "new" ? [stage(read.row, read.token)] : [],
  );
  return { rows, staged };

  function stage(row: number, { counter, seed, ...token }: ReadToken): StagedToken {
    const { sealed, keyVersion } = seal(keys, token.serial, seed);
    return {
      ...token,
      row,
      tokenId: v7(),
      seedSealed: sealed,
      seedKeyVersion: keyVersion,
      lastStep: (counter ?? 0) - 1,
      manufacturer: token.manufacturer ?? taken.manufacturer,
      model: token.model ?? taken.model,
      expiresOn: token.expiresOn ?? taken.expiresOn,
    };
  }
}

async function write(
  { db }: Context,
  { taken, progress, rows, staged }: { taken: TokenImport; progress: CheckProgress } & Judged,
): Promise<void> {
  await transact(db, async (tx) => {
    (await noteProgress(tx, taken, progress)) ?? fail("conflict", "tokenImport");
    await insertRows(tx, taken.id, rows);
    await insertStaged(tx, taken.id, staged);
  });
}

/** The bytes of the file, opened piece by piece, counted as they are read. */
async function* fileOf(
  { db, keys }: Context,
  { id, fileBytes }: TokenImport,
  progress: CheckProgress,
): AsyncGenerator<Buffer> {
  for (let number = 0; progress.readBytes < fileBytes; number++) {
    const chunk = (await findChunk(db, id, number)) ?? fail("conflict", "tokenImport");
    const bytes = zstdDecompressSync(unseal(keys, chunkOwner(id, number), chunk));
    progress.readBytes += bytes.length;
    yield bytes;
  }
}

function secretsOf({ keys }: Context, { id, secretSealed, secretKeyVersion }: TokenImport) {
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
