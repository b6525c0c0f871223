import type { TokenImport } from "#db/token-imports.ts";
import type { Change } from "../command.ts";

/** What the audit keeps of a step of an import, which people know by its file's name. */
export function auditOf(
  { id, fileName, state }: Pick<TokenImport, "id" | "fileName" | "state">,
  { from, ...after }: { from?: TokenImport["state"] } & Record<string, unknown> = {},
): Change {
  return {
    subject: { kind: "token_import", id, label: fileName },
    ...(from && { before: { state: from } }),
    after: { state, ...after },
  };
}
