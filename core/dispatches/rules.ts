/** How many orders are packed together at most: a morning's work of one desk. */
export const dispatchAtMost = 200;

/** Where a customer lives, in one text, as a form notes it when it is keyed. */
export function addressText({ postalCode, address }: { postalCode: string; address: string }): string {
  return `${postalCode} ${address}`;
}

/** Bytes of CP932 that a line of ゆうプリR's address or name holds, and how many lines each has. */
export const lineBytes = 50;
const addressLines = 3;
const nameLines = 2;

/** A text cut into lines of so many bytes of CP932 at most; the last is longer where it does not fit. */
export function linesOf(text: string, lines: number, bytesOf: (text: string) => number): string[] {
  const cut: string[] = [""];
  for (const character of text) {
    const line = cut.at(-1) ?? "";
    if (bytesOf(line + character) > lineBytes && cut.length < lines) cut.push(character);
    else cut[cut.length - 1] = line + character;
  }
  return [...cut, ...Array.from({ length: lines - cut.length }, () => "")];
}

export type Addressee = { number: number; name: string; postalCode: string; address: string };

/** The columns of the file that ゆうプリR takes in by a filter of its own; their names are for that filter. */
export const yuPriColumns = [
  "お客様側管理番号",
  "発送予定日",
  "郵便種別",
  "書留種別",
  "お届け先郵便番号",
  "お届け先住所1",
  "お届け先住所2",
  "お届け先住所3",
  "お届け先名称1",
  "お届け先名称2",
  "お届け先敬称",
  "品名",
] as const;

/** One row of that file. `day`: YYYY-MM-DD, the day of posting. */
export function yuPriRow(
  { number, name, postalCode, address }: Addressee,
  { day, bytesOf }: { day: string; bytesOf: (text: string) => number },
): string[] {
  return [
    String(number),
    day.replaceAll("-", ""),
    "通常（定型）",
    "簡易書留",
    `${postalCode.slice(0, 3)}-${postalCode.slice(3)}`,
    ...linesOf(address, addressLines, bytesOf),
    ...linesOf(name, nameLines, bytesOf),
    "様",
    "ワンタイムパスワード用トークン",
  ];
}

/** Whether a label cannot hold an address or a name: a line of it is longer than ゆうプリR takes. */
export function isTooLong({ name, address }: Addressee, bytesOf: (text: string) => number): boolean {
  const lines = [...linesOf(address, addressLines, bytesOf), ...linesOf(name, nameLines, bytesOf)];
  return lines.some((line) => bytesOf(line) > lineBytes);
}
