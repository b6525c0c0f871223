import type { Tx } from "#db/client.ts";
import { listDebitCandidates } from "#db/debit-candidates.ts";
import { readSettings, type Settings } from "#db/settings.ts";
import { addDays, startOfJapanDay } from "../clock.ts";
import { composeRecords } from "./compose.ts";
import type { Consignor } from "./file.ts";
import { mostRecords } from "./rules.ts";

/** What a file up to a day would hold: its records and their sum, what is refused, and what no account may be asked for. */
export async function prepareBatch(tx: Tx, untilOn: string) {
  const settings = await readSettings(tx);
  const candidates = await listDebitCandidates(tx, startOfJapanDay(addDays(untilOn, 1)));
  const authorised = candidates.filter((candidate) => candidate.authorised);
  const { records, refused } = composeRecords(authorised, {
    bankCode: settings.bankCode ?? "",
    bankName: settings.bankKana ?? "",
    tries: settings.debitTries,
  });
  const unauthorised = candidates.filter((candidate) => !candidate.authorised);
  const taken = records.slice(0, mostRecords);
  return {
    consignor: consignorOf(settings),
    settings,
    records: taken,
    amountYen: sumOf(taken.map(({ amountYen }) => amountYen)),
    leftOver: records.length - taken.length,
    refused,
    unauthorised: {
      count: unauthorised.length,
      amountYen: sumOf(unauthorised.map(({ dueYen }) => dueYen)),
    },
  };
}

/** Who collects, as the bank has set it; null until all of it is set. */
function consignorOf(settings: Settings): Consignor | null {
  const { consignorCode, consignorName, bankCode, bankKana, consignorBranchCode } = settings;
  const { consignorBranchKana, consignorAccountType, consignorAccountNumber } = settings;
  if (!consignorCode || !consignorName || !bankCode || !consignorBranchCode) return null;
  if (!consignorAccountType || !consignorAccountNumber) return null;
  return {
    code: consignorCode,
    name: consignorName,
    bankCode,
    bankName: bankKana ?? "",
    branchCode: consignorBranchCode,
    branchName: consignorBranchKana ?? "",
    accountType: consignorAccountType,
    accountNumber: consignorAccountNumber,
  };
}

function sumOf(yen: readonly number[]): number {
  return yen.reduce((sum, one) => sum + one, 0);
}
