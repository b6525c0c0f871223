import fc from "fast-check";
import { decode } from "iconv-lite";
import { expect, test } from "vitest";
import { notInCp932, toCp932 } from "#core/cp932.ts";

test.each(["髙﨑　はしご", "①Ⅳ㈱№℡", "ｱｲｳ ｶﾞ", "静岡県浜松市中央区元城町１０３－２", '1-2\r\n"a",b'])(
  "%s comes back as it went",
  (text) => {
    expect(notInCp932(text)).toEqual([]);
    expect(decode(toCp932(text), "cp932")).toBe(text);
  },
);

test("what Windows writes is written, where a character has several numbers", () => {
  expect(toCp932("髙∵≒№").toString("hex")).toBe("fbfc81e681e08782");
});

test("what it cannot carry is told, each once, and leaves a mark in its place", () => {
  expect(notInCp932("𠮷野家𠮷🙂é")).toEqual(["𠮷", "🙂", "é"]);
  expect(decode(toCp932("𠮷野"), "cp932")).toBe("〓野");
});

test("a kana with its mark apart is one kana; a Mac's wave and minus are Windows's", () => {
  expect(decode(toCp932("か\u3099〜−"), "cp932")).toBe("が～－");
});

test("of any text, each character is carried or told", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), (text) => {
      const told = new Set(notInCp932(text));
      const kept = [...text.normalize("NFC")].filter((character) => !told.has(character)).join("");
      expect(decode(toCp932(kept), "cp932").normalize("NFC")).toBe(
        kept.replaceAll("〜", "～").replaceAll("−", "－").replaceAll("‖", "∥").replaceAll("—", "―"),
      );
    }),
  );
});
