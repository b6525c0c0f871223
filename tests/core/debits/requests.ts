import fc from "fast-check";
import { encodeZengin } from "#core/debits/characters.ts";
import type { DebitRecord, DebitRequest } from "#core/debits/file.ts";
import { accountTypes, type DebitResult, debitResults, resultDigits } from "#core/debits/rules.ts";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

/** Texts of the file's characters, without a space at either end. */
const name = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."ｱｶﾞﾎﾟｦﾝAZ09().- "), maxLength }).map((text) => text.trim());

const account = {
  bankCode: digits(4),
  bankName: name(15),
  branchCode: digits(3),
  branchName: name(15),
  accountType: fc.constantFrom(...accountTypes),
  accountNumber: digits(7),
};

const record: fc.Arbitrary<DebitRecord> = fc.record({
  ...account,
  holder: name(30),
  amountYen: fc.integer({ min: 1, max: 9_999_999_999 }),
  newCode: fc.constantFrom("first", "changed", "other"),
  customerNumber: digits(20),
});

export const requests: fc.Arbitrary<DebitRequest> = fc.record({
  consignor: fc.record({ ...account, code: digits(10), name: name(40) }),
  debitOn: fc.constantFrom("2026-01-05", "2026-02-27", "2028-02-29", "2026-12-30"),
  records: fc.uniqueArray(record, { selector: ({ customerNumber }) => customerNumber, maxLength: 30 }),
});

/** Requests with what the bank says of each record. */
export const answered = requests.chain((request) =>
  fc.record({
    request: fc.constant(request),
    results: fc.array(fc.constantFrom(...debitResults), {
      minLength: request.records.length,
      maxLength: request.records.length,
    }),
  }),
);

/**
 * What a bank sends back for a file: the same bytes with its word in position 112 of each record and its sums in the
 * trailer (20–25, 26–37, 38–43, 44–55). `break` has the last word on each record.
 */
export function answerTo(
  file: Uint8Array,
  results: readonly DebitResult[],
  mend: (lines: string[]) => string[] = (lines) => lines,
): Uint8Array {
  const lines = Buffer.from(file).toString("latin1").split("\r\n").slice(0, -1);
  const sums = { debited: [0, 0], failed: [0, 0] };
  const told = lines.map((line, nth) => {
    if (!line.startsWith("2")) return line;
    const result = results[nth - 1] ?? "debited";
    const sum = sums[result === "debited" ? "debited" : "failed"];
    sum[0] = (sum[0] ?? 0) + 1;
    sum[1] = (sum[1] ?? 0) + Number(line.slice(80, 90));
    return line.slice(0, 111) + resultDigits[result] + line.slice(112);
  });
  const [count, yen, failedCount, failedYen] = [...sums.debited, ...sums.failed];
  const trailer = told.at(-2) ?? "";
  const filled = [pad(count, 6), pad(yen, 12), pad(failedCount, 6), pad(failedYen, 12)].join("");
  const all = told.with(-2, trailer.slice(0, 19) + filled + trailer.slice(55));
  return Buffer.from(
    mend(all)
      .map((line) => `${line}\r\n`)
      .join(""),
    "latin1",
  );
}

function pad(value: number | undefined, length: number): string {
  return String(value ?? 0).padStart(length, "0");
}

/** A line of the file with other characters from a position (1-based) on. */
export function patched(line: string, from: number, text: string): string {
  const bytes = Buffer.from(encodeZengin(text)).toString("latin1");
  return line.slice(0, from - 1) + bytes + line.slice(from - 1 + bytes.length);
}
