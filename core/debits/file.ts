import { encodeZengin } from "./characters.ts";
import { type FieldName, recordLength, writeRecord } from "./layout.ts";
import { type AccountType, accountDigits, type NewCode, newCodeDigits } from "./rules.ts";

type Account = {
  bankCode: string;
  /** Names in the characters of the file; empty where there is none. */
  bankName: string;
  branchCode: string;
  branchName: string;
  accountType: AccountType;
  accountNumber: string;
};

/** Who collects, and the account to which what is collected goes. */
export type Consignor = Account & { code: string; name: string };

/** One amount to be debited from an account. */
export type DebitRecord = Account & {
  holder: string;
  amountYen: number;
  newCode: NewCode;
  /** 20 digits, of one record alone. */
  customerNumber: string;
};

export type DebitRequest = {
  consignor: Consignor;
  /** A business day, YYYY-MM-DD; the file has no place for the year. */
  debitOn: string;
  records: readonly DebitRecord[];
};

/** The bytes of a request: the same ones for the same request. Every record ends in CRLF. */
export function debitFile({ consignor, debitOn, records }: DebitRequest): Uint8Array<ArrayBuffer> {
  const amountYen = records.reduce((sum, record) => sum + record.amountYen, 0);
  const lines = [
    headerOf(consignor, debitOn),
    ...records.map((record) => writeRecord("data", dataOf(record))),
    writeRecord("trailer", { count: records.length, amountYen }),
    writeRecord("end", {}),
  ];
  const bytes = new Uint8Array(lines.length * (recordLength + 2));
  for (const [nth, line] of lines.entries()) {
    bytes.set(encodeZengin(line), nth * (recordLength + 2));
    bytes.set([0x0d, 0x0a], nth * (recordLength + 2) + recordLength);
  }
  return bytes;
}

function headerOf({ code, name, accountType, ...account }: Consignor, debitOn: string): string {
  return writeRecord("header", {
    ...account,
    service: "91",
    code: "0",
    consignorCode: code,
    consignorName: name,
    debitOn: debitOn.slice(5).replace("-", ""),
    accountType: accountDigits[accountType],
  });
}

function dataOf({
  accountType,
  newCode,
  ...record
}: DebitRecord): Record<string, string | number> & Partial<Record<FieldName<"data">, string | number>> {
  return {
    ...record,
    accountType: accountDigits[accountType],
    newCode: newCodeDigits[newCode],
    result: "0",
  };
}
