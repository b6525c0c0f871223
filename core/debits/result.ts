import { decodeZengin } from "./characters.ts";
import { type RecordKind, type RecordValues, readRecord, recordDigits, recordLength } from "./layout.ts";
import { type DebitResult, debitResults, resultDigits } from "./rules.ts";

/** Why a result file is refused as a whole: the key of a message and what it names. */
export type ResultRefusal = { code: string; values: Readonly<Record<string, string>> };

/** What became of each record of the request, by its customer number. */
export type ReadResult = { results: ReadonlyMap<string, DebitResult> } | { refusal: ResultRefusal };

/**
 * Reads the result of a request. It has the request's records, in whichever order, each as it was but for its result,
 * and a trailer whose counts and amounts agree with them; anything else is refused, with the record that is wrong.
 */
export function readResult(request: Uint8Array, result: Uint8Array): ReadResult {
  try {
    return { results: compare(split(request), split(result)) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

class Refused extends Error {
  readonly refusal: ResultRefusal;
  constructor(code: string, values: Readonly<Record<string, string | number>> = {}) {
    super(code);
    const texts = Object.entries(values).map(([name, value]) => [name, String(value)]);
    this.refusal = { code: `debitResult.${code}`, values: Object.fromEntries(texts) };
  }
}

function refuse(code: string, values?: Readonly<Record<string, string | number>>): never {
  throw new Refused(code, values);
}

/** The records of a file, each of 120 characters, with CRLF after all of them or none. */
function split(bytes: Uint8Array): string[] {
  const ended = bytes[recordLength] === 0x0d;
  const step = recordLength + (ended ? 2 : 0);
  if (bytes.length === 0 || bytes.length % step > 0) refuse("length");
  const records: string[] = [];
  for (let at = 0; at < bytes.length; at += step) {
    const record = decodeZengin(bytes.subarray(at, at + recordLength));
    const ending = ended && (bytes[at + recordLength] !== 0x0d || bytes[at + recordLength + 1] !== 0x0a);
    if (ending || record.includes("\uFFFD")) refuse("characters", { record: records.length + 1 });
    records.push(record);
  }
  return records;
}

function compare(asked: readonly string[], told: readonly string[]): ReadonlyMap<string, DebitResult> {
  const last = told.length - 1;
  for (const [nth, record] of told.entries()) {
    const kind: RecordKind = nth === 0 ? "header" : nth < last - 1 ? "data" : nth < last ? "trailer" : "end";
    if (!record.startsWith(recordDigits[kind])) refuse("order", { record: nth + 1 });
  }
  if (told.length < 3) refuse("order", { record: told.length });
  if (told[0] !== asked[0]) refuse("header");
  if (told[last] !== asked.at(-1)) refuse("order", { record: told.length });
  const results = resultsOf(asked, told);
  if (results.size < asked.length - 3) refuse("lacking", { missing: asked.length - 3 - results.size });
  checkTrailer(told);
  return results;
}

function resultsOf(asked: readonly string[], told: readonly string[]): ReadonlyMap<string, DebitResult> {
  const requested = new Map(asked.slice(1, -2).map((record) => [dataOf(record).customerNumber, record]));
  const results = new Map<string, DebitResult>();
  for (const [nth, record] of told.slice(1, -2).entries()) {
    const { customerNumber, result } = dataOf(record);
    const place = { record: nth + 2, customerNumber };
    const own = requested.get(customerNumber) ?? refuse("unknown", place);
    if (results.has(customerNumber)) refuse("twice", place);
    if (withoutResult(record) !== withoutResult(own)) refuse("changed", place);
    const meaning = debitResults.find((one) => resultDigits[one] === result);
    results.set(customerNumber, meaning ?? refuse("code", place));
  }
  return results;
}

/** The counts and amounts of the trailer, against those of the records before it. */
function checkTrailer(told: readonly string[]): void {
  const trailer = readRecord("trailer", told.at(-2) ?? "");
  const records = told.slice(1, -2).map(dataOf);
  const debited = records.filter(({ result }) => result === resultDigits.debited);
  const failed = records.filter(({ result }) => result !== resultDigits.debited);
  const sums = {
    count: records.length,
    amountYen: sumOf(records),
    debitedCount: debited.length,
    debitedYen: sumOf(debited),
    failedCount: failed.length,
    failedYen: sumOf(failed),
  };
  for (const [name, counted] of Object.entries(sums)) {
    const text = trailer[name as keyof typeof sums];
    if (!/^\d+$/.test(text) || Number(text) !== counted) refuse(name, { told: text.trim(), counted });
  }
  if (trailer.space.trim() !== "") refuse("order", { record: told.length - 1 });
}

function dataOf(record: string): RecordValues<"data"> {
  return readRecord("data", record);
}

/** The result stands at position 112. */
function withoutResult(record: string): string {
  return record.slice(0, 111) + record.slice(112);
}

function sumOf(records: readonly RecordValues<"data">[]): number {
  return records.reduce((sum, { amountYen }) => sum + Number(amountYen), 0);
}
