/** One field of a record: its name, its length, and whether it is a number (zeros before) or a text (spaces after). */
type Field = readonly [name: string, length: number, kind: "number" | "text"];

/** The records of a Zengin direct debit file (口座振替), field by field: 120 characters each, a byte a character. */
export const layouts = {
  header: [
    ["record", 1, "number"],
    ["service", 2, "number"],
    ["code", 1, "number"],
    ["consignorCode", 10, "number"],
    ["consignorName", 40, "text"],
    ["debitOn", 4, "number"],
    ["bankCode", 4, "number"],
    ["bankName", 15, "text"],
    ["branchCode", 3, "number"],
    ["branchName", 15, "text"],
    ["accountType", 1, "number"],
    ["accountNumber", 7, "number"],
    ["space", 17, "text"],
  ],
  data: [
    ["record", 1, "number"],
    ["bankCode", 4, "number"],
    ["bankName", 15, "text"],
    ["branchCode", 3, "number"],
    ["branchName", 15, "text"],
    ["clearingHouse", 4, "text"],
    ["accountType", 1, "number"],
    ["accountNumber", 7, "number"],
    ["holder", 30, "text"],
    ["amountYen", 10, "number"],
    ["newCode", 1, "number"],
    ["customerNumber", 20, "number"],
    ["result", 1, "number"],
    ["space", 8, "text"],
  ],
  trailer: [
    ["record", 1, "number"],
    ["count", 6, "number"],
    ["amountYen", 12, "number"],
    ["debitedCount", 6, "number"],
    ["debitedYen", 12, "number"],
    ["failedCount", 6, "number"],
    ["failedYen", 12, "number"],
    ["space", 65, "text"],
  ],
  end: [
    ["record", 1, "number"],
    ["space", 119, "text"],
  ],
} as const satisfies Record<string, readonly Field[]>;

export type RecordKind = keyof typeof layouts;
export type FieldName<Kind extends RecordKind> = (typeof layouts)[Kind][number][0];
export type RecordValues<Kind extends RecordKind> = Readonly<Record<FieldName<Kind>, string>>;

/** The digit that each kind of record begins with. */
export const recordDigits = { header: "1", data: "2", trailer: "8", end: "9" } as const satisfies Record<
  RecordKind,
  string
>;

export const recordLength = 120;

/** One record. Throws where a value is too long or is no number: that was to be told long before. */
export function writeRecord<Kind extends RecordKind>(
  kind: Kind,
  values: Partial<Record<FieldName<Kind>, string | number>>,
): string {
  const given: Readonly<Record<string, string | number | undefined>> = {
    ...values,
    record: recordDigits[kind],
  };
  return layouts[kind].map(([name, length, type]) => pad(String(given[name] ?? ""), length, type)).join("");
}

function pad(value: string, length: number, type: Field[2]): string {
  if (value.length > length || (type === "number" && !/^\d*$/.test(value)))
    throw new Error(`a value does not fit its ${length} characters`);
  return type === "number" ? value.padStart(length, "0") : value.padEnd(length, " ");
}

/** The fields of one record of 120 characters, as they stand in it. */
export function readRecord<Kind extends RecordKind>(kind: Kind, record: string): RecordValues<Kind> {
  let end = 0;
  const values = layouts[kind].map(([name, length]) => {
    end += length;
    return [name, record.slice(end - length, end)];
  });
  return Object.fromEntries(values) as RecordValues<Kind>;
}
