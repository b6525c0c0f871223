import { createHash } from "node:crypto";
import type { ChainedRow } from "#db/audit-chain.ts";
import { chainedFacts, type FactKind } from "./rules.ts";

const facts = Object.entries(chainedFacts) as [keyof typeof chainedFacts, FactKind][];

/**
 * The hash that a row must have, SHA-256 in hex: of the hash before it (32 bytes) and the row's text in UTF-8,
 * which is a line for each fact that is not null, of its column's name, a space, and its value.
 */
export function rowHash(previousHash: string, row: ChainedRow): string {
  const text = facts.flatMap(([column, kind]) => {
    const value = row[column];
    return value === null ? [] : [`${column} ${kind === "text" ? JSON.stringify(value) : value}`];
  });
  return createHash("sha256").update(previousHash, "hex").update(text.join("\n")).digest("hex");
}
