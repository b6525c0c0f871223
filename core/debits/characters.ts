/** Kana in the order of their half-width bytes in JIS X 0201, from 0xA6 on. */
const kana =
  "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const halfWidth = new Map([...kana].map((letter, nth) => [letter, String.fromCharCode(0xff66 + nth)]));

/** Small kana, among them two that have no half-width form, beside the large ones that stand for them. */
const small = "ァィゥェォッャュョヮヵヶ";
const large = "アイウエオツヤユヨワカケ";

/** A voicing mark as Unicode combines it, its own byte's character, and the letters that it may follow. */
const marks = [
  { mark: "\u3099", text: "ﾞ", after: /[ｳｶ-ﾄﾊ-ﾎ]$/ },
  { mark: "\u309A", text: "ﾟ", after: /[ﾊ-ﾎ]$/ },
];

/** A text in the characters of a Zengin file, or those of it that such a file cannot carry, each once. */
export type ZenginText = { text: string } | { refused: string[] };

/**
 * A name by the Zengin rules: half-width kana with their voicing marks apart, small kana large, the long mark as `-`,
 * capital letters, digits, `( ) - .` and single spaces; the middle dot is a point. Hiragana and full-width forms are
 * converted. Nothing is dropped: what cannot be carried is told.
 */
export function zenginText(name: string): ZenginText {
  const refused = new Set<string>();
  let text = "";
  for (const letter of name) {
    const carried = carry(letter, text);
    if (carried === undefined) refused.add(letter);
    else text += carried;
  }
  return refused.size > 0 ? { refused: [...refused] } : { text: text.trim().replaceAll(/ +/g, " ") };
}

/** What one letter becomes, given what stands before it; undefined where nothing may stand for it. */
function carry(letter: string, before: string): string | undefined {
  let text = "";
  // The marks that stand by themselves would be taken for a space and a combining one.
  for (const part of spacing(letter).normalize("NFKC").normalize("NFD")) {
    const carried = carryPart(katakana(part), before + text);
    if (carried === undefined) return undefined;
    text += carried;
  }
  return text;
}

function carryPart(letter: string, before: string): string | undefined {
  const mark = marks.find((one) => one.mark === letter);
  if (mark) return mark.after.test(before) ? mark.text : undefined;
  const nth = small.indexOf(letter);
  const sized = nth < 0 ? letter : (large[nth] ?? letter);
  if (sized === "・") return ".";
  if (/[ー\u2010-\u2015\u2212]/.test(sized)) return "-";
  return halfWidth.get(sized) ?? (/[A-Za-z0-9().\- ]/.test(sized) ? sized.toUpperCase() : undefined);
}

function spacing(letter: string): string {
  return letter === "゛" ? "\u3099" : letter === "゜" ? "\u309A" : letter;
}

function katakana(letter: string): string {
  return /[ぁ-ゖ]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0x60) : letter;
}

/** The bytes of a text in a Zengin file's characters (JIS X 0201). Throws where there is any other. */
export function encodeZengin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    const byte = code >= 0xff61 && code <= 0xff9f ? code - 0xff61 + 0xa1 : code;
    if (letter.length > 1 || !((byte >= 0x20 && byte < 0x7f) || byte >= 0xa1) || byte > 0xdf)
      throw new Error("a Zengin file carries half-width characters alone");
    return byte;
  });
}

/** The text of a Zengin file's bytes; a byte that is no character of it becomes U+FFFD. */
export function decodeZengin(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const ascii = byte >= 0x20 && byte < 0x7f;
    const kana = byte >= 0xa1 && byte <= 0xdf;
    text += ascii ? String.fromCharCode(byte) : kana ? String.fromCharCode(byte - 0xa1 + 0xff61) : "\uFFFD";
  }
  return text;
}
