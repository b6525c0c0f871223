import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Barcode } from "#components/barcode.tsx";

/** The widths of each symbol character by its value (ISO/IEC 15417, table 1), bar and space in turn; 103–105 start. */
const patterns = `
  212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
  123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
  232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
  313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
  111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
  111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
  114311 411113 411311 113141 114131 311141 411131 211412 211214 211232`
  .trim()
  .split(/\s+/);
const stop = "2331112";

/** The bars of a drawing as a scanner sees them: from the first to the last, dark and light widths in modules. */
function scan(svg: string): { widths: number[]; quiet: [number, number] } {
  const width = Number(/viewBox="0 0 (\d+) 1"/.exec(svg)?.[1]);
  const bars = Array.from(svg.matchAll(/M(\d+) 0h(\d+)v1h-(\d+)z/g), ([, x, wide, back]) => {
    expect(back).toBe(wide);
    return { x: Number(x), wide: Number(wide) };
  });
  const ends = bars.map(({ x, wide }) => x + wide);
  const widths = bars.flatMap(({ x, wide }, at) => (at === 0 ? [wide] : [x - (ends[at - 1] ?? 0), wide]));
  return { widths, quiet: [bars[0]?.x ?? 0, width - (ends.at(-1) ?? 0)] };
}

/** Reads a Code 128 symbol: its start, characters in sets A, B and C, check character and stop. */
function decode(widths: readonly number[]): string {
  const told = widths.join("");
  expect(told.slice(-7)).toBe(stop);
  const values = (told.slice(0, -7).match(/.{6}/g) ?? []).map((pattern) => patterns.indexOf(pattern));
  expect(values).not.toContain(-1);
  const check = values.pop();
  const [start = 0, ...data] = values;
  expect(check).toBe(data.reduce((sum, value, at) => sum + value * (at + 1), start) % 103);
  let set =
    ({ 103: "A", 104: "B", 105: "C" } as Record<number, string>)[start] ?? expect.unreachable("start");
  let text = "";
  for (const value of data) {
    if (value === 99 && set !== "C") set = "C";
    else if (value === 100 && set !== "B") set = "B";
    else if (value === 101 && set !== "A") set = "A";
    else if (set === "C" && value < 100) text += String(value).padStart(2, "0");
    else if (value < 64 || (set === "B" && value < 95)) text += String.fromCharCode(value + 32);
    else expect.unreachable(`value ${value} in set ${set}`);
  }
  return text;
}

const read = (serial: string) => decode(scan(renderToStaticMarkup(<Barcode text={serial} />)).widths);

describe("the barcode of a serial", () => {
  test.each([
    "2V0716016FK2",
    "0000",
    "12345678",
    "ABCD",
    "A-1-B-2-",
    "-".repeat(32),
    "9".repeat(32),
    "2V07-123456789",
  ])("%s reads as itself", (serial) => {
    expect(read(serial)).toBe(serial);
  });

  test("of any serial reads as itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z-]{4,32}$/), (serial) => {
        expect(read(serial)).toBe(serial);
      }),
      { numRuns: 500 },
    );
  });

  test("has ten white modules on either side", () => {
    expect(scan(renderToStaticMarkup(<Barcode text="2V0716016FK2" />)).quiet).toEqual([10, 10]);
  });

  test("of ABCD has the bars worked out by hand: start, letters, check, stop", () => {
    // Worked by hand: start B 104, A 33, B 34, C 35, D 36; (104 + 33 + 68 + 105 + 144) mod 103 = 42.
    expect(scan(renderToStaticMarkup(<Barcode text="ABCD" />)).widths.join("")).toBe(
      ["211214", "111323", "131123", "131321", "112313", "112133", stop].join(""),
    );
  });
});
