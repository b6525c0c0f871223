import type { Anchor } from "#core/audit/anchor-file.ts";
import type { AuditVerdict } from "#core/audit/check.ts";
import type { AuditFault } from "#core/audit/rules.ts";

const faults: Readonly<Record<AuditFault["why"], (number: number) => string>> = {
  missing: (number) => `row ${number} is missing: it was removed`,
  unlinked: (number) => `row ${number} does not follow row ${number - 1}: one of them was put there or moved`,
  altered: (number) => `row ${number} is not as it was written`,
  rewritten: (number) => `row ${number} is not what an anchor noted: rows up to it were rewritten`,
  cut: (number) => `rows from ${number} on are missing: the end was cut off`,
};

/** One line for the chain, one for the look-ups that it seals, one for its anchors, and one more where lines of their file are none. */
export function verdictLines(
  { rows, newest, fault, lookUps, anchors }: AuditVerdict,
  path = "AUDIT_ANCHORS, which is not set",
): string[] {
  const { held, newest: last, unread } = anchors;
  return [
    fault
      ? `WRONG: ${faults[fault.why](fault.number)} (${rows} rows before it are in order)`
      : `In order: ${rows} rows${newest ? `, up to ${newest.number} ${newest.hash}` : ""}`,
    ...(lookUps ? [lookUpLine(lookUps)] : []),
    last
      ? `${held} anchors in ${path}, the newest of ${last.at.toISOString()} for row ${last.number}`
      : `No anchors in ${path}: an end that was cut off would not show`,
    ...(unread > 0 ? [`${unread} lines of ${path} cannot be read: has somebody changed them?`] : []),
  ];
}

function lookUpLine({ rows, fault }: NonNullable<AuditVerdict["lookUps"]>): string {
  if (!fault) return `In order: ${rows} look-ups and unmaskings that its rows seal`;
  const wrong = fault.why === "gap" ? "does not follow the seal before" : "is not what was sealed";
  return `WRONG: what row ${fault.number} seals of the look-ups ${wrong} (${rows} before it are in order)`;
}

export function anchorLines(anchors: readonly Anchor[], path: string): string[] {
  if (anchors.length === 0) return [`Nothing new to note in ${path}`];
  return anchors.map(({ chain, number, hash }) => `Noted in ${path}: ${chain} ${number} ${hash}`);
}
