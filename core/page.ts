import { z } from "zod";

/** Rows on one page of a list: what a 1366×768 screen shows with a little scrolling. */
export const pageRows = 25;

/** Rows in one part of a list's file: few enough to be held, enough for few statements. */
export const rowsInPart = 5_000;

/** Which page of a list, from 1; what is none reads as the first. */
export const pageInput = z.coerce.number().int().min(1).max(100_000).catch(1);

/** The offset and limit of a page, for the statement that reads it. */
export function pageOf(page: number): { offset: number; limit: number } {
  return { offset: (page - 1) * pageRows, limit: pageRows };
}

/** After how many rows a part of a small list's file begins. */
export const skippedInput = z.number().int().min(0).default(0);

/** A part of a small list's file, and where the next one begins; the last part is empty. */
export function partAfter<Row>(skipped: number, rows: readonly Row[]) {
  return { rows, end: rows.length > 0 ? skipped + rows.length : undefined };
}

/** A page of a list with where it stands among the others. */
export function paged<Row>(found: { rows: Row[]; total: number; more?: boolean }, page: number) {
  return { ...found, page, pages: Math.max(1, Math.ceil(found.total / pageRows)) };
}
