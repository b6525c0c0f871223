import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCp932 } from "#core/cp932.ts";
import { isTooLong, lineBytes, linesOf, yuPriColumns, yuPriRow } from "#core/dispatches/yu-pri-r.ts";

const bytesOf = (text: string) => toCp932(text).length;
const addressee = {
  number: 5000159,
  name: "内山　茂",
  postalCode: "4313314",
  address: "静岡県浜松市天竜区二俣町二俣17-1　サンライズ天竜102",
};

describe("the file for ゆうプリR", () => {
  test("has every column of its 発送予定データ, each at its place", () => {
    expect(yuPriColumns).toHaveLength(117);
    expect(new Set(yuPriColumns).size).toBe(117);
    const places: [string, number][] = [
      ["発送予定日", 2],
      ["郵便種別", 6],
      ["書留／セキュリティ／特定記録種別", 9],
      ["お届け先 郵便番号", 13],
      ["お届け先 住所１", 14],
      ["お届け先 名称１", 17],
      ["お届け先 敬称区分", 19],
      ["ご依頼主 郵便番号", 30],
      ["受注番号", 54],
      ["品名", 103],
    ];
    for (const [column, place] of places) expect(yuPriColumns.indexOf(column) + 1, column).toBe(place);
  });

  test("fills in what a 簡易書留 needs and leaves the rest to the filter", () => {
    const row = yuPriRow(addressee, { day: "2026-11-28", bytesOf });
    const cells = yuPriColumns.map((column, at) => [column, row[at]]).filter(([, cell]) => cell !== "");
    expect(Object.fromEntries(cells)).toEqual({
      お客様側管理番号: "5000159",
      発送予定日: "20261128",
      郵便種別: "2",
      保冷種別: "0",
      "元／着払／代引": "0",
      "書留／セキュリティ／特定記録種別": "簡易書留",
      "お届け先 郵便番号": "431-3314",
      "お届け先 住所１": "静岡県浜松市天竜区二俣町二俣17-1",
      "お届け先 住所２": "サンライズ天竜102",
      "お届け先 名称１": "内山　茂",
      "お届け先 敬称区分": "0",
      品名: "ワンタイムパスワード用トークン",
      個数: "1",
    });
  });

  test("a line is cut between words where that is enough, else where it is full", () => {
    expect(linesOf("短い住所", 3, bytesOf)).toEqual(["短い住所", "", ""]);
    expect(linesOf("あ".repeat(60), 3, bytesOf)).toEqual(["あ".repeat(25), "あ".repeat(25), "あ".repeat(10)]);
    // Three words of 40 bytes and one more would take four lines.
    const four = Array.from({ length: 4 }, () => "い".repeat(17)).join(" ");
    expect(linesOf(four, 3, bytesOf).join("")).toHaveLength(four.length);
    expect(isTooLong({ ...addressee, address: four }, bytesOf)).toBe(false);
    expect(isTooLong({ ...addressee, address: "う".repeat(75) }, bytesOf)).toBe(false);
    expect(isTooLong({ ...addressee, address: "う".repeat(76) }, bytesOf)).toBe(true);
    expect(isTooLong({ ...addressee, name: "え".repeat(51) }, bytesOf)).toBe(true);
  });

  test("no letter is lost, and no line is too long without being told", () => {
    const word = fc.string({ unit: fc.constantFrom("浜", "a", "1", "ｱ", "-"), minLength: 1, maxLength: 40 });
    const address = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join("　"));
    fc.assert(
      fc.property(address, (text) => {
        const lines = linesOf(text, 3, bytesOf);
        expect(lines.join("").replaceAll("　", "")).toBe(text.replaceAll("　", ""));
        const over = lines.some((line) => bytesOf(line) > lineBytes);
        expect(isTooLong({ ...addressee, address: text }, bytesOf)).toBe(over);
        if (over) expect(bytesOf(text)).toBeGreaterThan(2 * lineBytes);
      }),
    );
  });
});
