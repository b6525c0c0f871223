import type { FileRow } from "#core/token-files/read.ts";
import { transact } from "#db/client.ts";
import { type ImportBatch, writeBatch } from "#db/token-import-batch.ts";
import { deleteRows, findStocked, type ImportRow, type StagedToken } from "#db/token-import-rows.ts";
import { type CheckProgress, noteProgress, type OpenedImport } from "#db/token-imports.ts";
import type { Context } from "../actor.ts";
import { Failure, fail } from "../errors.ts";
import type { ReadBatch } from "./batches.ts";
import { endCheck } from "./end-check.ts";
import { fateOf } from "./fate.ts";
import { openFile, secretsOf } from "./kept-file.ts";
import { readPieces } from "./reading.ts";
import { stage } from "./stage.ts";

/**
 * Reads an uploaded file to its end and writes down what would become of each row: the dry run. What is new waits,
 * sealed, for the real one, so that the file is read once. Fails with `conflict` where the import was cancelled or
 * another attempt has taken it up.
 */
export async function checkFile(context: Context, taken: OpenedImport, stop: AbortSignal): Promise<void> {
  const progress: CheckProgress = { readBytes: 0, newRows: 0, knownRows: 0, problemRows: 0, format: null };
  await transact(context.db, async (tx) => {
    const noted = await noteProgress(tx, taken, { ...progress, fileBytes: taken.fileBytes });
    if (!noted) fail("conflict", "tokenImport");
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
  const file = { secrets: secretsOf(context, taken), bytes: taken.fileBytes };
  let settled = Promise.resolve();
  try {
    for await (const batch of readPieces(openFile(context, taken), file)) {
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

type Batch = { taken: OpenedImport; progress: CheckProgress; batch: ReadBatch };

/** Writes down what becomes of rows, and counts them. */
async function settle(context: Context, { taken, progress, batch }: Batch): Promise<void> {
  const { rows, ...read } = batch;
  const judged = await judge(context, taken, rows);
  progress.newRows += judged.staged.length;
  for (const { fate } of judged.others) progress[`${fate}Rows`]++;
  Object.assign(progress, read);
  const written = await writeBatch(context.db, taken, { ...judged, progress });
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
    else if ("token" in read) staged.push(stage(read, taken, keys));
  }
  return { staged, others };
}
