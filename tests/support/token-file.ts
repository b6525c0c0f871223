import { Failure } from "#core/errors.ts";
import { type FileRow, type FileSecrets, type ReadToken, readTokenFile } from "#core/token-files/read.ts";

/** The bytes as an upload brings them: in chunks of one size. */
export async function* chunksOf(file: string | Uint8Array, size = 16_384): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

export async function rowsOf(file: string | Uint8Array, secrets: FileSecrets = {}): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of readTokenFile(chunksOf(file), secrets)) rows.push(row);
  return rows;
}

/** The tokens of a file that has no problem. */
export async function tokensOf(file: string | Uint8Array, secrets: FileSecrets = {}): Promise<ReadToken[]> {
  const rows = await rowsOf(file, secrets);
  return rows.map((row) => {
    if ("problem" in row) throw new Error(`row ${row.row}: ${row.problem.code}`);
    return row.token;
  });
}

/** What each row of a file comes to: `ok`, or the code of its problem. */
export async function fatesOf(file: string | Uint8Array, secrets: FileSecrets = {}): Promise<string[]> {
  const rows = await rowsOf(file, secrets);
  return rows.map((row) => ("problem" in row ? row.problem.code : "ok"));
}

/** The message with which the whole file is refused. */
export async function refusalOf(
  file: string | Uint8Array | AsyncIterable<Uint8Array>,
  secrets: FileSecrets = {},
): Promise<string | undefined> {
  const chunks = typeof file === "string" || file instanceof Uint8Array ? chunksOf(file) : file;
  try {
    for await (const _ of readTokenFile(chunks, secrets));
    return undefined;
  } catch (error) {
    if (error instanceof Failure && error.code === "invalid") return error.fields.file;
    throw error;
  }
}
