/**
 * Reads a direct debit file byte by byte by the positions of zengin.md (1-based, both ends included). It shares no line
 * with what writes the file: positions are numbers here, characters a table of their own, and every byte is asked for.
 */
export function readZengin(file: Uint8Array) {
  const rows: Uint8Array[] = [];
  for (let at = 0; at < file.length; at += 122) {
    rows.push(file.subarray(at, at + 120));
    if (file[at + 120] !== 13 || file[at + 121] !== 10)
      throw new Error(`no CRLF after record ${rows.length}`);
  }
  const [header, ...rest] = rows;
  const [trailer, end] = rest.splice(-2);
  if (!header || !trailer || !end) throw new Error("too few records");
  if (header.length !== 120 || end.length !== 120) throw new Error("a record is short");
  return {
    header: {
      kind: exactly(header, 1, 4, "1910"),
      consignorCode: digits(header, 5, 14),
      consignorName: text(header, 15, 54),
      mmdd: digits(header, 55, 58),
      bankCode: digits(header, 59, 62),
      bankName: text(header, 63, 77),
      branchCode: digits(header, 78, 80),
      branchName: text(header, 81, 95),
      accountType: digits(header, 96, 96),
      accountNumber: digits(header, 97, 103),
      rest: exactly(header, 104, 120, " ".repeat(17)),
    },
    records: rest.map((row) => ({
      kind: exactly(row, 1, 1, "2"),
      bankCode: digits(row, 2, 5),
      bankName: text(row, 6, 20),
      branchCode: digits(row, 21, 23),
      branchName: text(row, 24, 38),
      gap: exactly(row, 39, 42, "    "),
      accountType: digits(row, 43, 43),
      accountNumber: digits(row, 44, 50),
      holder: text(row, 51, 80),
      amount: Number(digits(row, 81, 90)),
      newCode: digits(row, 91, 91),
      customerNumber: digits(row, 92, 111),
      result: digits(row, 112, 112),
      rest: exactly(row, 113, 120, " ".repeat(8)),
    })),
    trailer: {
      kind: exactly(trailer, 1, 1, "8"),
      count: Number(digits(trailer, 2, 7)),
      amount: Number(digits(trailer, 8, 19)),
      debited: [Number(digits(trailer, 20, 25)), Number(digits(trailer, 26, 37))],
      failed: [Number(digits(trailer, 38, 43)), Number(digits(trailer, 44, 55))],
      rest: exactly(trailer, 56, 120, " ".repeat(65)),
    },
    end: exactly(end, 1, 120, `9${" ".repeat(119)}`),
  };
}

function exactly(row: Uint8Array, from: number, to: number, expected: string): string {
  const found = Buffer.from(row.subarray(from - 1, to)).toString("latin1");
  if (found !== expected) throw new Error(`${from}–${to} is «${found}», not «${expected}»`);
  return found;
}

function digits(row: Uint8Array, from: number, to: number): string {
  let found = "";
  for (let place = from; place <= to; place++) {
    const byte = row[place - 1] ?? 0;
    if (byte < 48 || byte > 57) throw new Error(`no digit at ${place}`);
    found += byte - 48;
  }
  return found;
}

/** The characters that a name may have, written out beside their bytes. */
const letters = new Map<number, string>([
  [32, " "],
  [40, "("],
  [41, ")"],
  [45, "-"],
  [46, "."],
  ...[..."0123456789"].map((letter, nth): [number, string] => [48 + nth, letter]),
  ...[..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter, nth): [number, string] => [65 + nth, letter]),
  [166, "ｦ"],
  ...[..."ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ"].map((letter, nth): [number, string] => [
    177 + nth,
    letter,
  ]),
]);

/** Left-aligned: no space before it, spaces alone after it. */
function text(row: Uint8Array, from: number, to: number): string {
  let found = "";
  for (let place = from; place <= to; place++) {
    const letter = letters.get(row[place - 1] ?? 0);
    if (letter === undefined) throw new Error(`no letter of a name at ${place}`);
    found += letter;
  }
  if (found.startsWith(" ") && found.trim() !== "") throw new Error(`not left-aligned at ${from}`);
  return found.trimEnd();
}
