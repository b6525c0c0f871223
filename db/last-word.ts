/** The error with which PostgreSQL refused a connection or ended it; `code` is its SQLSTATE. */
export class LastWord extends Error {
  override readonly name = "LastWord";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What a chunk from PostgreSQL ends with, where that is its last word on the connection: an ErrorResponse of
 * severity FATAL or PANIC, as in the protocol 3.0.
 */
export function lastWordOf(chunk: Buffer): LastWord | undefined {
  // Two zeros end it; nearly every other chunk ends with ReadyForQuery.
  if (chunk.at(-1) !== 0 || chunk.at(-2) !== 0) return undefined;
  for (let at = 0; at + 5 <= chunk.length; ) {
    const ends = at + 1 + Math.max(4, chunk.readInt32BE(at + 1));
    if (chunk[at] === 0x45 && ends === chunk.length) return read(chunk.toString("utf8", at + 5, ends - 2));
    at = ends;
  }
  return undefined;
}

function read(fields: string): LastWord | undefined {
  const told = new Map(fields.split("\0").map((field) => [field[0], field.slice(1)]));
  // S may be in another language; PgBouncer sends no V.
  const severity = told.get("V") ?? told.get("S") ?? "";
  if (!/^(FATAL|PANIC)$/.test(severity)) return undefined;
  return new LastWord(told.get("C") ?? "08006", told.get("M") ?? severity);
}
