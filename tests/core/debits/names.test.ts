import { describe, expect, test } from "vitest";
import { decodeZengin, encodeZengin, zenginText } from "#core/debits/characters.ts";

/** Worked by hand from zengin.md and the JIS X 0201 table: a name as it is kept, and the bytes that stand for it. */
const converted: readonly [name: string, text: string, bytes: string][] = [
  ["ヤマダ　タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ", "d4cfc0de20c0dbb3"],
  ["やまだ たろう", "ﾔﾏﾀﾞ ﾀﾛｳ", "d4cfc0de20c0dbb3"],
  ["ﾔﾏﾀﾞ ﾀﾛｳ", "ﾔﾏﾀﾞ ﾀﾛｳ", "d4cfc0de20c0dbb3"],
  ["シュンペイ", "ｼﾕﾝﾍﾟｲ", "bcd5ddcddfb2"],
  ["キャッチ", "ｷﾔﾂﾁ", "b7d4c2c1"],
  ["ｷｬｯﾁ", "ｷﾔﾂﾁ", "b7d4c2c1"],
  ["オーノ", "ｵ-ﾉ", "b52dc9"],
  ["ｵｰﾉ", "ｵ-ﾉ", "b52dc9"],
  ["ヴィオラ", "ｳﾞｲｵﾗ", "b3deb2b5d7"],
  ["ヵヶヮ", "ｶｹﾜ", "b6b9dc"],
  ["ヲ", "ｦ", "a6"],
  ["パピプペポ", "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "cadfcbdfccdfcddfcedf"],
  ["ガギグゲゴ", "ｶﾞｷﾞｸﾞｹﾞｺﾞ", "b6deb7deb8deb9debade"],
  ["ハ゛", "ﾊﾞ", "cade"],
  ["か\u3099", "ｶﾞ", "b6de"],
  ["ジョン・スミス", "ｼﾞﾖﾝ.ｽﾐｽ", "bcded6dd2ebdd0bd"],
  ["カ）サトウシヨウカイ", "ｶ)ｻﾄｳｼﾖｳｶｲ", "b629bbc4b3bcd6b3b6b2"],
  ["（カ）Ａｂｃ．１２３", "(ｶ)ABC.123", "28b6294142432e313233"],
  ["Smith-Jones", "SMITH-JONES", Buffer.from("SMITH-JONES").toString("hex")],
  ["  アイ 　 ウ ", "ｱｲ ｳ", "b1b220b3"],
];

describe("a name in a Zengin file", () => {
  test.each(converted)("%s is %s", (name, text, bytes) => {
    expect(zenginText(name)).toEqual({ text });
    expect(Buffer.from(encodeZengin(text)).toString("hex").slice(0, bytes.length)).toBe(bytes);
    expect(decodeZengin(encodeZengin(text))).toBe(text);
    expect(zenginText(text), "converted once more").toEqual({ text });
  });

  test.each([
    ["髙﨑", ["髙", "﨑"]],
    ["𠮷田", ["𠮷", "田"]],
    ["葛\u{E0100}", ["葛", "\u{E0100}"]],
    ["ヰヱ", ["ヰ", "ヱ"]],
    ["アヽ", ["ヽ"]],
    ["ア゛", ["゛"]],
    ["゛ア", ["゛"]],
    ["アﾟ", ["ﾟ"]],
    ["ワ\u3099", ["\u3099"]],
    ["ア&イ", ["&"]],
    ["ア,イ/ウ'", [",", "/", "'"]],
    ["㈱アイ", ["㈱"]],
    ["アイ\tウ\n", ["\t", "\n"]],
    ["é", ["é"]],
    ["¥\\", ["¥", "\\"]],
    ["アア田田", ["田"]],
  ])("%s is told, not dropped", (name, refused) => {
    expect(zenginText(name)).toEqual({ refused });
  });

  test("has every letter of the kana table that the file can carry, and no other byte", () => {
    const table =
      "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴァィゥェォャュョッヮヵヶー";
    for (const letter of table) {
      const found = zenginText(letter);
      if (!("text" in found)) throw new Error(`${letter} was refused`);
      for (const byte of encodeZengin(found.text)) {
        // None of the small kana (A7–AF), the long mark (B0), or the punctuation of JIS X 0201 (A1–A5).
        expect(byte === 0x2d || byte === 0xa6 || (byte >= 0xb1 && byte <= 0xdf), letter).toBe(true);
      }
    }
  });
});
