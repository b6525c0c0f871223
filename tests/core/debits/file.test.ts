import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DebitRequest, debitFile } from "#core/debits/file.ts";
import { readResult } from "#core/debits/result.ts";
import type { DebitResult } from "#core/debits/rules.ts";
import { answered, answerTo, patched, requests } from "./requests.ts";
import { readZengin } from "./zengin-reader.ts";

const request: DebitRequest = {
  consignor: {
    code: "0000012345",
    name: "ﾊﾏｼﾝ",
    bankCode: "1501",
    bankName: "ﾊﾏｼﾝ",
    branchCode: "001",
    branchName: "ﾎﾝﾃﾝ",
    accountType: "current",
    accountNumber: "0000123",
  },
  debitOn: "2026-12-28",
  records: Array.from({ length: 3 }, (_, nth) => ({
    bankCode: "1501",
    bankName: "ﾊﾏｼﾝ",
    branchCode: `00${nth + 1}`,
    branchName: "",
    accountType: "ordinary",
    accountNumber: `123456${nth}`,
    holder: "ﾔﾏﾀﾞ ﾀﾛｳ",
    amountYen: 1100,
    newCode: "first",
    customerNumber: `1234567890100500000${nth}`,
  })),
};

test("a file is what zengin.md says, written out by hand", () => {
  const [record] = request.records;
  const file = debitFile({ ...request, records: record ? [record] : [] });
  const kana = (hex: string) => Buffer.from(hex, "hex").toString("latin1");
  const hamashin = kana("cacfbcdd");
  const honten = kana("ceddc3dd");
  expect(Buffer.from(file).toString("latin1").split("\r\n")).toEqual([
    `19100000012345${hamashin.padEnd(40)}12281501${hamashin.padEnd(15)}001${honten.padEnd(15)}20000123${" ".repeat(17)}`,
    `21501${hamashin.padEnd(15)}001${" ".repeat(15)}    11234560${kana("d4cfc0de20c0dbb3").padEnd(30)}00000011001${"12345678901005000000"}0${" ".repeat(8)}`,
    `8000001000000001100${"0".repeat(36)}${" ".repeat(65)}`,
    `9${" ".repeat(119)}`,
    "",
  ]);
});

test("whatever is written, the independent reader reads, byte by byte", () => {
  fc.assert(
    fc.property(requests, (asked) => {
      const read = readZengin(debitFile(asked));
      expect(read.header).toMatchObject({
        consignorCode: asked.consignor.code,
        consignorName: asked.consignor.name,
        bankName: asked.consignor.bankName,
        accountNumber: asked.consignor.accountNumber,
        mmdd: asked.debitOn.slice(5).replace("-", ""),
      });
      expect(
        read.records.map(({ holder, amount, customerNumber }) => [holder, amount, customerNumber]),
      ).toEqual(
        asked.records.map(({ holder, amountYen, customerNumber }) => [holder, amountYen, customerNumber]),
      );
      expect(read.trailer).toMatchObject({
        count: asked.records.length,
        amount: asked.records.reduce((sum, { amountYen }) => sum + amountYen, 0),
        debited: [0, 0],
        failed: [0, 0],
      });
    }),
  );
});

describe("a result", () => {
  const file = debitFile(request);
  const results: DebitResult[] = ["debited", "insufficient", "other"];

  test("of any request says what the bank said, in any order of its records, with CRLF or without", () => {
    fc.assert(
      fc.property(
        answered,
        fc.boolean(),
        fc.boolean(),
        ({ request: asked, results: said }, reversed, bare) => {
          const sent = debitFile(asked);
          const told = answerTo(sent, said, (lines) =>
            reversed ? [...lines.slice(0, 1), ...lines.slice(1, -2).reverse(), ...lines.slice(-2)] : lines,
          );
          const bytes = bare
            ? Buffer.from(Buffer.from(told).toString("latin1").replaceAll("\r\n", ""), "latin1")
            : told;
          const expected = new Map(
            asked.records.map(({ customerNumber }, nth) => [customerNumber, said[nth]]),
          );
          expect(readResult(sent, bytes)).toEqual({ results: expected });
        },
      ),
    );
  });

  test.each<[digit: string, result: DebitResult]>([
    ["0", "debited"],
    ["1", "insufficient"],
    ["2", "no_account"],
    ["3", "holder"],
    ["4", "no_request"],
    ["8", "consignor"],
    ["9", "other"],
  ])("of %s is %s", (digit, result) => {
    const told = answerTo(file, [result, "debited", "debited"]);
    expect(
      Buffer.from(told)
        .toString("latin1")
        .charAt(122 + 111),
    ).toBe(digit);
    const [first] = request.records;
    const read = readResult(file, told);
    expect("results" in read && read.results.get(first?.customerNumber ?? "")).toBe(result);
  });

  test.each<[code: string, mend: (lines: string[]) => string[]]>([
    ["header", (lines) => lines.with(0, patched(lines[0] ?? "", 55, "1229"))],
    ["header", (lines) => lines.with(0, patched(lines[0] ?? "", 5, "9"))],
    ["changed", (lines) => lines.with(1, patched(lines[1] ?? "", 81, "0000001101"))],
    ["changed", (lines) => lines.with(2, patched(lines[2] ?? "", 44, "7654321"))],
    ["changed", (lines) => lines.with(3, patched(lines[3] ?? "", 51, "ﾀﾅｶ"))],
    ["changed", (lines) => lines.with(3, patched(lines[3] ?? "", 120, "X"))],
    ["unknown", (lines) => lines.with(1, patched(lines[1] ?? "", 92, "9"))],
    ["twice", (lines) => lines.with(2, lines[1] ?? "")],
    ["code", (lines) => lines.with(1, patched(lines[1] ?? "", 112, "5"))],
    ["code", (lines) => lines.with(1, patched(lines[1] ?? "", 112, " "))],
    ["lacking", (lines) => lines.toSpliced(2, 1)],
    ["twice", (lines) => lines.toSpliced(2, 0, lines[1] ?? "")],
    ["count", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 2, "000004"))],
    ["amountYen", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 8, "000000003301"))],
    ["debitedCount", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 20, "000002"))],
    ["debitedYen", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 26, "000000001101"))],
    ["failedCount", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 38, "000001"))],
    ["failedYen", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 44, "            "))],
    ["order", (lines) => lines.with(-2, patched(lines.at(-2) ?? "", 56, "X"))],
    ["order", (lines) => lines.slice(0, -1)],
    ["order", (lines) => [...lines, lines.at(-1) ?? ""]],
    ["order", (lines) => [lines[0] ?? "", lines.at(-2) ?? "", ...lines.slice(1, -2), lines.at(-1) ?? ""]],
    ["order", (lines) => lines.slice(1)],
    ["order", (lines) => lines.slice(0, 1)],
    ["order", (lines) => lines.with(-1, patched(lines.at(-1) ?? "", 120, "X"))],
    ["length", (lines) => lines.with(1, `${lines[1]} `)],
    ["length", () => []],
    ["characters", (lines) => lines.with(1, (lines[1] ?? "").replace(/.$/, "\u0000"))],
    [
      "characters",
      (lines) =>
        [...lines.slice(0, 1), "", ...lines.slice(1)].map((l) => l.padEnd(120)).with(2, "\xff".repeat(120)),
    ],
  ])("with another %s is refused whole", (code, mend) => {
    const read = readResult(file, answerTo(file, results, mend));
    expect(read).toMatchObject({ refusal: { code: `debitResult.${code}` } });
  });

  test("of other bytes is refused or read, never an error", () => {
    const failures = [...Buffer.from("123489")];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(readResult(file, bytes)).toHaveProperty("refusal");
      }),
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (at, byte) => {
        const told = answerTo(file, results);
        const place = at % told.length;
        const before = told[place];
        told[place] = byte;
        const read = readResult(file, told);
        // One reason of a failure in place of another changes no sum, so it is the bank's word like any.
        const reasons = place % 122 === 111 && [before, byte].every((one) => failures.includes(one ?? 0));
        if (byte !== before) expect(read).toHaveProperty(reasons ? "results" : "refusal");
      }),
      { numRuns: 2000, examples: [[2 * 122 + 111, 0x32]] },
    );
  });
});
