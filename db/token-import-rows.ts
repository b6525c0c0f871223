import { and, asc, count, eq, gt, sql } from "drizzle-orm";
import type { RowFate } from "#core/token-imports/rules.ts";
import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import type { Tx } from "./client.ts";
import { stagedTokens, tokenImportRows } from "./schema/token-imports.ts";
import { tokens } from "./schema/tokens.ts";

/** What becomes of one row of a file. */
export type ImportRow = {
  row: number;
  serial: string | null;
  fate: RowFate;
  problem: string | null;
  problemValues: Record<string, string> | null;
};

/** A token that waits for the stock, its seed sealed for its serial. */
export type StagedToken = Omit<typeof stagedTokens.$inferSelect, "importId">;

/** Forgets what an attempt has written, for another to begin anew. */
export async function deleteRows(tx: Tx, importId: string): Promise<void> {
  await tx.delete(stagedTokens).where(eq(stagedTokens.importId, importId));
  await tx.delete(tokenImportRows).where(eq(tokenImportRows.importId, importId));
}

/** A token of the stock as far as a file can be compared with it. */
export type StockedToken = {
  serial: string;
  kind: TokenKind;
  algorithm: OtpAlgorithm;
  digits: number;
  stepSeconds: number;
  seedSealed: Buffer;
  seedKeyVersion: number;
};

const stocked = {
  serial: tokens.serial,
  kind: tokens.kind,
  algorithm: tokens.algorithm,
  digits: tokens.digits,
  stepSeconds: tokens.stepSeconds,
  seedSealed: tokens.seedSealed,
  seedKeyVersion: tokens.seedKeyVersion,
};

/** Those of the serials that the stock has, whatever has become of them. */
export async function findStocked(tx: Tx, serials: readonly string[]): Promise<StockedToken[]> {
  return tx
    .select(stocked)
    .from(tokens)
    .where(sql`${tokens.serial} = any(${sql.param(serials)}::text[])`);
}

/** Some of the staged tokens whose serial has come into the stock since they were read, with what is there. */
export async function listOvertaken(
  tx: Tx,
  importId: string,
  limit: number,
): Promise<{ staged: StagedToken; stocked: StockedToken }[]> {
  return tx
    .select({ staged: stagedTokens, stocked })
    .from(stagedTokens)
    .innerJoin(tokens, eq(tokens.serial, stagedTokens.serial))
    .where(eq(stagedTokens.importId, importId))
    .limit(limit);
}

/** Changes what becomes of rows that were to be new tokens: they are none, and wait no more. */
export async function changeFates(
  tx: Tx,
  importId: string,
  { rows, fate, problem }: { rows: readonly number[]; fate: RowFate; problem: string | null },
): Promise<void> {
  const listed = sql.param(rows);
  await tx
    .update(tokenImportRows)
    .set({ fate, problem })
    .where(and(eq(tokenImportRows.importId, importId), sql`${tokenImportRows.row} = any(${listed}::int[])`));
  await tx
    .delete(stagedTokens)
    .where(and(eq(stagedTokens.importId, importId), sql`${stagedTokens.row} = any(${listed}::int[])`));
}

/** Puts every staged token into the stock; tells how many. */
export async function stockStaged(
  tx: Tx,
  importId: string,
  { batch, at }: { batch: string; at: Date },
): Promise<number> {
  const result = await tx.execute(sql`
    insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, last_step,
      drift_steps, state, manufacturer, model, batch, expires_on, imported_at)
    select token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, last_step,
        drift_steps, 'in_stock', manufacturer, model, ${batch}, expires_on, ${at.toISOString()}::timestamptz
      from staged_tokens where import_id = ${importId} order by row`);
  return result.count;
}

function ofFate(importId: string, fate: RowFate | undefined) {
  return and(eq(tokenImportRows.importId, importId), fate && eq(tokenImportRows.fate, fate));
}

/** The rows of a file, of one fate where it is named, in its order from a place or from the row after `after` on. */
export async function listRows(
  tx: Tx,
  importId: string,
  {
    fate,
    after,
    offset = 0,
    limit,
  }: { fate?: RowFate | undefined; after?: number; offset?: number; limit: number },
) {
  return tx
    .select({
      row: tokenImportRows.row,
      serial: tokenImportRows.serial,
      fate: tokenImportRows.fate,
      problem: tokenImportRows.problem,
      problemValues: tokenImportRows.problemValues,
    })
    .from(tokenImportRows)
    .where(and(ofFate(importId, fate), after === undefined ? undefined : gt(tokenImportRows.row, after)))
    .orderBy(asc(tokenImportRows.row))
    .limit(limit)
    .offset(offset);
}

/** How many such rows there are in all. */
export async function countRows(tx: Tx, importId: string, fate: RowFate | undefined): Promise<number> {
  const [counted] = await tx.select({ total: count() }).from(tokenImportRows).where(ofFate(importId, fate));
  return counted?.total ?? 0;
}
