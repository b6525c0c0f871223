const smallToLarge: Readonly<Record<string, string>> = {
  ァ: "ア",
  ィ: "イ",
  ゥ: "ウ",
  ェ: "エ",
  ォ: "オ",
  ッ: "ツ",
  ャ: "ヤ",
  ュ: "ユ",
  ョ: "ヨ",
  ヮ: "ワ",
  ヵ: "カ",
  ヶ: "ケ",
};

/**
 * Kana folded for search: half-width and hiragana become katakana, small kana large, and spaces, middle
 * dots and long marks go, so that «ｼﾞｮﾝ», «じょん» and «ジョン» are one.
 */
export function foldKana(text: string): string {
  const folded = text
    .normalize("NFKC")
    .replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replaceAll(/[ァィゥェォッャュョヮヵヶ]/g, (kana) => smallToLarge[kana] ?? kana)
    .replaceAll(/[\s・ー-]/g, "");
  // A mark typed as a character of its own (カ゛) is parted from its kana by a space until here.
  return folded.normalize("NFC");
}
