/** Lead bytes whose pairs Windows writes itself: without the doubles at ED and EE, and the bank's own characters. */
const leads = [...range(0x81, 0x9f), ...range(0xe0, 0xec), ...range(0xef, 0xef), ...range(0xfa, 0xfc)];

/** The same characters under the numbers that Unicode's own table of JIS gives them, as a Mac types them. */
const sameAs: readonly (readonly [string, string])[] = [
  ["〜", "～"],
  ["−", "－"],
  ["‖", "∥"],
  ["—", "―"],
];

let known: Map<string, readonly number[]> | undefined;

/** Every character that CP932 (Windows-31J) carries, with its bytes; of several the ones that Windows writes. */
function table(): Map<string, readonly number[]> {
  if (known) return known;
  const decoder = new TextDecoder("shift_jis");
  const bytes = new Map<string, readonly number[]>();
  const add = (...pair: number[]) => {
    const text = decoder.decode(Uint8Array.from(pair));
    if ([...text].length === 1 && text !== "\uFFFD" && !bytes.has(text)) bytes.set(text, pair);
  };
  for (const single of [...range(0x00, 0x7f), ...range(0xa1, 0xdf)]) add(single);
  for (const lead of leads)
    for (const trail of [...range(0x40, 0x7e), ...range(0x80, 0xfc)]) add(lead, trail);
  for (const [other, usual] of sameAs) bytes.set(other, bytes.get(usual) ?? []);
  known = bytes;
  return bytes;
}

/** The characters of a text that CP932 cannot carry, each once, in their order: 𠮷, emoji, letters of other lands. */
export function notInCp932(text: string): string[] {
  const bytes = table();
  return [...new Set(text.normalize("NFC"))].filter((character) => !bytes.has(character));
}

/** A text in CP932; what it cannot carry becomes 〓, so ask `notInCp932` before and tell of it. */
export function toCp932(text: string): Buffer<ArrayBuffer> {
  const bytes = table();
  const missing = bytes.get("〓") ?? [];
  return Buffer.from([...text.normalize("NFC")].flatMap((character) => bytes.get(character) ?? missing));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
