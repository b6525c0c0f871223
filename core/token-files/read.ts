import { failField } from "#core/errors.ts";
import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import { readCsv } from "./csv.ts";
import { decodeText } from "./decode.ts";
import { readPskc } from "./pskc.ts";

/** `oath`, `entra` and `multiotp` are CSV, named for where their columns come from. */
export type TokenFileFormat = "pskc" | "oath" | "entra" | "multiotp";

/** What opens an encrypted file: its pre-shared key (16, 24 or 32 bytes) or its password. */
export type FileSecrets = { key?: Buffer; password?: string };

export type ReadToken = {
  serial: string;
  kind: TokenKind;
  algorithm: OtpAlgorithm;
  /** 6 or 8. */
  digits: number;
  /** 30 or 60; 30 for HOTP, which has none. */
  stepSeconds: number;
  /** HOTP: the next counter; TOTP: null. */
  counter: number | null;
  /** Steps that the token's clock is known to be ahead. */
  driftSteps: number;
  /** At least 16 bytes. */
  seed: Buffer;
  manufacturer: string | null;
  model: string | null;
  /** yyyy-mm-dd in Japan. */
  expiresOn: string | null;
};

/** A message key, and what its text names. */
export type RowProblem = { code: string; values?: Record<string, string> };

/** One token of the file: `row` is its line in a CSV (as a spreadsheet counts), its place in PSKC; from 1. */
export type FileRow = { row: number; serial: string | null } & (
  | { token: ReadToken }
  | { problem: RowProblem }
);

/** Beyond it the report helps nobody, and a hostile file ends. */
const mostProblems = 1000;

/**
 * Reads the tokens of a maker's file, whose kind is told from its content and told to `onFormat` before the first
 * row. Streams: holds one record at a time, and the serials. What is wrong with one token is a row's `problem`; what
 * refuses the whole file fails with `invalid` under the field `file`, also after rows were given: use none of them.
 */
export async function* readTokenFile(
  chunks: AsyncIterable<Uint8Array>,
  secrets: FileSecrets,
  onFormat: (format: TokenFileFormat) => void = () => {},
): AsyncGenerator<FileRow> {
  const texts = decodeText(chunks);
  const firstRows = new Map<string, number>();
  let problems = 0;
  let any = false;
  try {
    const { value: head } = await texts.next();
    if (!head?.trim()) failField("file", "tokenFile.empty");
    const whole = startingWith(head, texts);
    const isXml = head.trimStart().startsWith("<");
    for await (const read of isXml ? readPskc(whole, secrets, onFormat) : readCsv(head, whole, onFormat)) {
      const row = twinTold(read, firstRows);
      any = true;
      yield row;
      if ("problem" in row && ++problems === mostProblems) failField("file", "tokenFile.problems");
    }
    if (!any) failField("file", "tokenFile.empty");
  } finally {
    await texts.return(undefined);
  }
}

async function* startingWith(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/** Tells a serial's second row from its first. */
function twinTold(read: FileRow, firstRows: Map<string, number>): FileRow {
  const { row, serial } = read;
  if (serial === null) return read;
  const first = firstRows.get(serial);
  if (first === undefined) {
    firstRows.set(serial, row);
    return read;
  }
  return "problem" in read
    ? read
    : { row, serial, problem: { code: "tokenFile.duplicate", values: { row: String(first) } } };
}
