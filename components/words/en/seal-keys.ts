import type { sealKeys as ja } from "#components/words/ja/seal-keys.ts";
import type { Shape } from "#components/words/shape.ts";

export const sealKeys: Shape<typeof ja> = {
  title: "Seal keys",
  lead: "The versions of the keys that seal seeds, cards, the staff’s authenticators and more, and how much each seals. The keys themselves are never shown.",
  version: "Key {version, number}",
  kind: "What it seals",
  stateRow: "State",
  state: {
    newest: "Seals",
    waiting: "Waits",
    needed: "Needed",
    lapsing: "Soon not needed",
    idle: "Not needed",
    missing: "Not held",
  },
  advice: {
    newest: "What is new is sealed with this key.",
    waiting: "Once every process has it, take :waiting from it and restart them.",
    needed: "Values are still sealed with this key. Seal them anew before you take it away.",
    lapsing:
      "Only answers that lapse within a day and the newest block of login events need it. Wait, and nothing does.",
    idle: "Nothing is sealed with this key. It may be taken from the settings.",
    missing: "What this key sealed stays shut. Put it back into SEAL_KEYS.",
  },
  shut: "Key {version, number} in the settings does not open {table}. Put the one back that sealed it.",
  table: {
    token_imports: "Secrets of token files",
    token_import_chunks: "Pieces of token files",
    staged_tokens: "Seeds being imported",
    tokens: "Seeds of tokens",
    login_accounts: "Cells of cards",
    staff: "The staff’s authenticators",
    staff_enrolments: "Authenticators being set up",
  },
  keptAnswers: "Answers kept for a day",
  block: "Newest block of login events",
  section: { keys: "Keys and how much each seals", progress: "Sealed anew", rotate: "How a key is rotated" },
  progress: "Sealed anew",
  progressLine:
    "{done, number} of {total, number} ({percent, number}%) are sealed with key {version, number}",
  begun: "“{who}” began to seal anew at {at}.",
  notBegun: "Nobody has begun to seal anew with key {version, number}.",
  leave: "It goes on when you leave this page.",
  steps: {
    add: "Make a new key, put it first into every process’s SEAL_KEYS as one that waits, and restart them.",
    use: "Once every process has it, take :waiting from it and restart them.",
    rotate: "Seal anew. Stopped, it goes on from there when run again. No customer’s login is held up.",
    remove: "Once the old key is not needed, take it from SEAL_KEYS and restart.",
  },
  where: "This is done at a terminal of the server, not here: only those who hold the keys are to do it.",
};
