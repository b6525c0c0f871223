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
