import fc from "fast-check";
import { decode } from "iconv-lite";
import { describe, expect, test } from "vitest";
import { csv, csvInCp932, defuse } from "#core/csv.ts";

describe("a file for spreadsheets", () => {
  test("begins with a byte order mark and ends its lines with CRLF", () => {
    expect(csv(["店番", "円"], [["001", 1100]])).toBe('\uFEFF店番,円\r\n"001",1100\r\n');
    expect(Buffer.from(csv(["a"], []), "utf8").subarray(0, 3)).toEqual(Buffer.from("efbbbf", "hex"));
  });

  test("in CP932 has the same rows without the mark, our own words whole, and no cell that is a formula", () => {
    const file = csvInCp932(["31〜60日"], [["髙﨑"], ["=1+1"]]);
    expect(decode(Buffer.from(file), "cp932")).toBe("31～60日\r\n髙﨑\r\n'=1+1\r\n");
  });

  test("quotes what would break a cell", () => {
    expect(csv(["a"], [["x,y"], ['say "x"'], ["two\nlines"], ["two\r\nlines"], ["two\rlines"]])).toBe(
      '\uFEFFa\r\n"x,y"\r\n"say ""x"""\r\n"two\nlines"\r\n"two\r\nlines"\r\n"two\rlines"\r\n',
    );
  });

  test.each(["=1+1", "+81", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋81", "－2", "＠x"])(
    "no cell is a formula: %j",
    (text) => {
      expect(defuse(text)).toBe(`'${text}`);
      const [, line] = csv(["a"], [[text]]).split(/\r\n(?=["'])/);
      expect(line?.replace(/^"/, "")).toMatch(/^'/);
    },
  );

  test("quotes, as text, serials and numbers that would lose digits as a number, and no amount", () => {
    const file = csv(["a"], [["0716016"], ["716071607160"], ["71E6"], ["20000000037"], [110_000]]);
    expect(file).toBe('\uFEFFa\r\n"0716016"\r\n"716071607160"\r\n"71E6"\r\n20000000037\r\n110000\r\n');
  });

  test("other cells stay as they are, numbers too", () => {
    expect(csv(["a", "b"], [["2V0716016FK2", -1100]])).toBe("\uFEFFa,b\r\n2V0716016FK2,-1100\r\n");
    expect(defuse("a=1")).toBe("a=1");
    expect(defuse("")).toBe("");
  });

  test("whatever is written, as many rows and cells are read back, and none begins a formula", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.string()), { maxLength: 8 }),
        (rows) => {
          const back = parse(csv(["a", "b"], rows));
          expect(back).toEqual([["a", "b"], ...rows.map((row) => row.map(defuse))]);
          for (const cell of back.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        },
      ),
    );
  });
});

/** Reads CSV by RFC 4180 and nothing more. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let rest = text.replace(/^\uFEFF/, "");
  let row: string[] = [];
  while (rest !== "") {
    const [whole, quoted, plain, end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`no CSV: ${JSON.stringify(rest)}`);
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    rest = rest.slice(whole.length);
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
