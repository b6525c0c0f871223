import type { DebitCandidate } from "#db/debit-candidates.ts";
import { zenginText } from "./characters.ts";
import type { DebitRecord } from "./file.ts";
import { type DebitObstacle, holderLength, type NewCode } from "./rules.ts";

export type ComposedRecord = DebitRecord & { feeId: string; attempt: number };

/** A fee that is due and cannot be in the file; `characters` are those that the file cannot carry. */
export type RefusedRecord = {
  candidate: DebitCandidate;
  obstacle: DebitObstacle;
  characters: readonly string[];
};

type Given = { bankCode: string; bankName: string; tries: number };

/** The records for what is due, in its order, and what cannot be a record, with the reason. */
export function composeRecords(
  candidates: readonly DebitCandidate[],
  given: Given,
): { records: ComposedRecord[]; refused: RefusedRecord[] } {
  const records: ComposedRecord[] = [];
  const refused: RefusedRecord[] = [];
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const holder = zenginText(candidate.kana);
    const [obstacle, characters] = obstacleOf(candidate, holder, given.tries);
    if (obstacle || !("text" in holder)) {
      refused.push({ candidate, obstacle: obstacle ?? "holder", characters });
      continue;
    }
    records.push({
      feeId: candidate.feeId,
      attempt: candidate.failures + 1,
      bankCode: given.bankCode,
      bankName: given.bankName,
      branchCode: candidate.branchCode,
      branchName: branchName(candidate.branchKana),
      accountType: candidate.accountType,
      accountNumber: candidate.accountNumber,
      holder: holder.text,
      amountYen: candidate.dueYen,
      newCode: seen.has(candidate.contractId) ? "other" : newCodeOf(candidate),
      customerNumber: `${candidate.contractorId}${String(candidate.orderNumber).padStart(9, "0")}`,
    });
    seen.add(candidate.contractId);
  }
  return { records, refused };
}

function obstacleOf(
  { failures, branchCode, accountNumber }: DebitCandidate,
  holder: ReturnType<typeof zenginText>,
  tries: number,
): [DebitObstacle | undefined, readonly string[]] {
  if (failures >= tries) return ["tries", []];
  if (!/^\d{3}$/.test(branchCode) || !/^\d{7}$/.test(accountNumber) || /^0+$/.test(accountNumber)) {
    return ["account", []];
  }
  if ("refused" in holder) return ["holder", holder.refused];
  if (holder.text === "") return ["holder", []];
  return [holder.text.length > holderLength ? "holderLong" : undefined, []];
}

/** The bank's own branch: its name is a help to the reader, so one that does not fit is left out. */
function branchName(kana: string): string {
  const name = zenginText(kana);
  return "text" in name && name.text.length <= 15 ? name.text : "";
}

function newCodeOf({ last, ...now }: DebitCandidate): NewCode {
  if (last === null) return "first";
  const same = (["branchCode", "accountType", "accountNumber"] as const).every(
    (part) => last[part] === now[part],
  );
  return same ? "other" : "changed";
}
