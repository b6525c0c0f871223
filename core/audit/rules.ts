/** How a fact of a row stands in its text: a JSON string, JSON as it is, a number, seconds since 1970. */
export type FactKind = "text" | "json" | "number" | "seconds";

/**
 * The facts of an audit row that its hash covers, all but the hashes, by their columns and in their order. One that
 * is null leaves no line in the text, so a later column is added at the end and no hash of old changes.
 */
export const chainedFacts = {
  id: "number",
  at: "seconds",
  actor_kind: "text",
  actor_id: "text",
  actor_name: "text",
  action: "text",
  subject_kind: "text",
  subject_id: "text",
  subject_label: "text",
  contract_id: "text",
  branch_code: "text",
  before: "json",
  after: "json",
  reason: "text",
  request_id: "text",
  address: "text",
  form_number: "number",
  maker_id: "text",
  checker_id: "text",
} as const satisfies Record<string, FactKind>;

export type ChainedFact = keyof typeof chainedFacts;

/** What the first row follows, in hex. */
export const noHash = "00".repeat(32);

/**
 * What is wrong with the row of a number. `missing`: it was removed. `unlinked`: it does not follow the row before,
 * so one of the two was put there or given another's place. `altered`: it is not as it was written. `rewritten`:
 * all is in order, but not what an anchor noted. `cut`: an anchor noted it or a later one, and the chain ends before.
 */
export type AuditFault = {
  number: number;
  why: "missing" | "unlinked" | "altered" | "rewritten" | "cut";
};

/** What turns the way that a line is read, or breaks it: control characters, line separators, marks of direction. */
const breaking = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text that stays one line wherever it is shown: a line break stands as ⏎, the rest as its code, such as \u202E. */
export function oneLine(text: string): string {
  return text
    .replace(/\r?\n/g, "⏎")
    .replace(breaking, (found) => `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}

/** Facts that tell who or where a customer is: the audit keeps that they changed, not what they are. */
const personalFacts: ReadonlySet<string> = new Set([
  "name",
  "kana",
  "kanaSearch",
  "postalCode",
  "address",
  "accountNumber",
  "mailAddress",
  "debitAccountNumber",
  /** The name of a scan's file, which scanners and people make of the customer's. */
  "scan",
]);

const masked = "＊＊＊";

/** The facts of a row with personal data masked, at any depth; what is empty stays so. */
export function maskFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      personalFacts.has(name) && value !== null && value !== undefined && value !== ""
        ? masked
        : maskWithin(value),
    ]),
  );
}

function maskWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskWithin);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return maskFacts(value as Record<string, unknown>);
}
