import fc from "fast-check";
import { expect, test } from "vitest";
import { foldKana } from "#core/contracts/kana.ts";

test.each([
  ["ｼﾞｮﾝ", "ジヨン"],
  ["じょん", "ジヨン"],
  ["ジョン", "ジヨン"],
  ["ジヨン", "ジヨン"],
  ["ハママツ　タロウ", "ハママツタロウ"],
  ["はままつ たろう", "ハママツタロウ"],
  ["ﾊﾏﾏﾂ ﾀﾛｳ", "ハママツタロウ"],
  ["ファーマー", "フアマ"],
  ["ﾌｧｰﾏｰ", "フアマ"],
  ["ヴィッツ", "ヴイツツ"],
  ["ゔぃっつ", "ヴイツツ"],
  ["リー・ジュン", "リジユン"],
  ["ヶヵ", "ケカ"],
  ["ｶﾞｷﾞｸﾞ", "ガギグ"],
  ["パピプ", "パピプ"],
  ["カ゛キ ゛ハ゜", "ガギパ"],
  ["", ""],
])("%s is searched as %s", (typed, folded) => {
  expect(foldKana(typed)).toBe(folded);
});

test("what is folded folds to itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => foldKana(foldKana(text)) === foldKana(text)),
    { examples: [["ᴷ¸"]] },
  );
});
