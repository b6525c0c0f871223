import { z } from "zod";

/** Rows on one page of a list: what a 1366×768 screen shows with a little scrolling. */
export const pageRows = 25;

/** Which page of a list, from 1; what is none reads as the first. */
export const pageInput = z.coerce.number().int().min(1).max(100_000).catch(1);
