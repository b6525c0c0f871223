import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { askedMoves, bulkLimit } from "#core/tokens/rules.ts";
import { at, id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";
import { branches } from "./staff.ts";
import { tokens } from "./tokens.ts";

/** A move of tokens that one person asks for; a trigger lets them make it once another has approved it. */
export const tokenRequests = pgTable(
  "token_requests",
  {
    id: id(),
    move: text({ enum: askedMoves }).notNull(),
    ...proposalColumns(),
    /** Of how many tokens: none is added once somebody has looked. */
    tokenCount: integer().notNull(),
    /** Whose approver may decide it besides head office; null for tokens of no branch, or of several. */
    branchCode: text().references(() => branches.code),
  },
  (t) => [
    check("token_requests_move_known", oneOf(t.move, askedMoves)),
    ...proposalChecks("token_requests", t),
    check("token_requests_count", sql`${t.tokenCount} between 1 and ${sql.raw(String(bulkLimit))}`),
    index("token_requests_by_state").on(t.state, t.proposedAt),
  ],
);

/** The tokens of a request. Approved, it lets each of them make the move once. */
export const tokenRequestTokens = pgTable(
  "token_request_tokens",
  {
    requestId: uuid()
      .notNull()
      .references(() => tokenRequests.id),
    tokenId: uuid()
      .notNull()
      .references(() => tokens.id),
    /** When it made the move; null for one that had moved on by itself. */
    movedAt: at(),
  },
  (t) => [
    primaryKey({ name: "token_request_tokens_pkey", columns: [t.requestId, t.tokenId] }),
    index("token_request_tokens_by_token").on(t.tokenId),
  ],
);
