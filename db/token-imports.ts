import { and, eq, getTableColumns, inArray, lt, sql } from "drizzle-orm";
import { type ImportSort, type ImportState, unreadImportStates } from "#core/token-imports/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { sqlOf } from "./prepared.ts";
import { staff } from "./schema/staff.ts";
import { tokenImportChunks, tokenImports } from "./schema/token-imports.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

const { secretSealed: _, secretKeyVersion: __, ...plain } = getTableColumns(tokenImports);

/** An import with what opens its file: the job's to read. */
export type OpenedImport = typeof tokenImports.$inferSelect;
export type TokenImport = Pick<OpenedImport, keyof typeof plain>;
export type NewTokenImport = typeof tokenImports.$inferInsert;

export async function insertImport(tx: Tx, row: NewTokenImport): Promise<TokenImport> {
  const [inserted] = await tx.insert(tokenImports).values(row).returning(plain);
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

export async function findImport(tx: Tx, id: string): Promise<TokenImport | undefined> {
  const [found] = await tx.select(plain).from(tokenImports).where(eq(tokenImports.id, id));
  return found;
}

/** The same, held until the transaction ends. */
export async function lockImport(tx: Tx, id: string): Promise<TokenImport | undefined> {
  const [found] = await tx.select(plain).from(tokenImports).where(eq(tokenImports.id, id)).for("update");
  return found;
}

/** Moves an import on, if it is still in the state that was read; undefined if somebody was quicker. */
export async function moveImport(
  tx: Tx,
  { id, state: from }: Pick<TokenImport, "id" | "state">,
  to: Partial<TokenImport> & { state: ImportState },
): Promise<TokenImport | undefined> {
  const secretNeeded = (unreadImportStates as readonly ImportState[]).includes(to.state);
  const [moved] = await tx
    .update(tokenImports)
    .set({ ...to, ...(secretNeeded ? {} : { secretSealed: null, secretKeyVersion: null }) })
    .where(and(eq(tokenImports.id, id), eq(tokenImports.state, from)))
    .returning(plain);
  return moved;
}

/** Takes an import up for a job, which its number of attempts tells from every other; undefined if none is to be. */
export async function takeUpImport(tx: Tx, id: string): Promise<OpenedImport | undefined> {
  const [taken] = await tx
    .update(tokenImports)
    .set({
      state: sql`case ${tokenImports.state} when 'uploaded' then 'checking' else ${tokenImports.state} end`,
      attempts: sql`${tokenImports.attempts} + 1`,
    })
    .where(and(eq(tokenImports.id, id), inArray(tokenImports.state, ["uploaded", "checking", "importing"])))
    .returning();
  return taken;
}

/** An import with what opens its file, as it is. */
export async function openImport(tx: Tx, id: string): Promise<OpenedImport | undefined> {
  const [found] = await tx.select().from(tokenImports).where(eq(tokenImports.id, id));
  return found;
}

/** How far the reading of a file has come. */
export type CheckProgress = Pick<
  TokenImport,
  "readBytes" | "newRows" | "knownRows" | "problemRows" | "format"
>;

/** Notes it and holds the import's row; false if the reading is no longer this attempt's to do. Prepared once. */
export async function noteProgress(
  tx: Tx,
  { id, attempts, state }: Pick<TokenImport, "id" | "attempts" | "state">,
  progress: CheckProgress & Pick<TokenImport, "fileBytes">,
): Promise<boolean> {
  const noted = await sqlOf(tx)`
    update token_imports set file_bytes = ${progress.fileBytes}, read_bytes = ${progress.readBytes},
        new_rows = ${progress.newRows}, known_rows = ${progress.knownRows}, problem_rows = ${progress.problemRows},
        format = ${progress.format}
      where id = ${id} and attempts = ${attempts} and state = ${state}`;
  return noted.count === 1;
}

export async function insertChunk(tx: Tx, chunk: typeof tokenImportChunks.$inferInsert): Promise<void> {
  await tx.insert(tokenImportChunks).values(chunk);
}

export async function findChunk(tx: Tx, importId: string, number: number) {
  const [found] = await tx
    .select({ sealed: tokenImportChunks.sealed, keyVersion: tokenImportChunks.keyVersion })
    .from(tokenImportChunks)
    .where(and(eq(tokenImportChunks.importId, importId), eq(tokenImportChunks.number, number)));
  return found;
}

/** The imports whose upload began before a time and never ended. */
export async function listStuckUploads(tx: Tx, before: Date): Promise<TokenImport[]> {
  return tx
    .select(plain)
    .from(tokenImports)
    .where(and(eq(tokenImports.state, "uploading"), lt(tokenImports.uploadedAt, before)));
}

/** What a list or page shows of an import: all but what opens its file. */
const shown = {
  id: tokenImports.id,
  state: tokenImports.state,
  fileName: tokenImports.fileName,
  fileBytes: tokenImports.fileBytes,
  fileSha256: tokenImports.fileSha256,
  format: tokenImports.format,
  batch: tokenImports.batch,
  manufacturer: tokenImports.manufacturer,
  model: tokenImports.model,
  expiresOn: tokenImports.expiresOn,
  readBytes: tokenImports.readBytes,
  newRows: tokenImports.newRows,
  knownRows: tokenImports.knownRows,
  problemRows: tokenImports.problemRows,
  refusal: tokenImports.refusal,
  uploadedAt: tokenImports.uploadedAt,
  startedAt: tokenImports.startedAt,
  endedAt: tokenImports.endedAt,
  makerName: staff.name,
};

export async function findShownImport(tx: Tx, id: string) {
  const [found] = await tx
    .select(shown)
    .from(tokenImports)
    .leftJoin(staff, eq(staff.id, tokenImports.makerId))
    .where(eq(tokenImports.id, id));
  return found;
}

const inState = (state: ImportState | undefined) => state && eq(tokenImports.state, state);

const sortColumns: SortColumns<ImportSort> = {
  uploadedAt: [tokenImports.uploadedAt, tokenImports.id],
  fileName: [tokenImports.fileName, tokenImports.id],
  batch: [tokenImports.batch, tokenImports.id],
};
const newestFirst: Sort<ImportSort> = { by: "uploadedAt", descending: true };

/** Imports, of one state where it is named, newest first unless sorted otherwise. */
export async function listImports(
  tx: Tx,
  state: ImportState | undefined,
  { sort = newestFirst, offset = 0, limit }: Cut<ImportSort>,
) {
  return tx
    .select(shown)
    .from(tokenImports)
    .leftJoin(staff, eq(staff.id, tokenImports.makerId))
    .where(inState(state))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
}

/** How many imports such a list has in all. */
export function countImports(tx: Tx, state: ImportState | undefined) {
  return countListed(tx, tokenImports, inState(state));
}
