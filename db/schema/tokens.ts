import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { otpAlgorithms, tokenKinds, tokenStates, unbindReasons } from "#core/tokens/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { oneOf } from "./one-of.ts";

/** What a token computes its codes from. */
export const codeColumns = () => ({
  kind: text({ enum: tokenKinds }).notNull(),
  algorithm: text({ enum: otpAlgorithms }).notNull(),
  digits: smallint().notNull(),
  stepSeconds: smallint().notNull(),
  /** AES-256-GCM, the serial as associated data; see core/seal.ts. */
  seedSealed: bytea().notNull(),
  seedKeyVersion: smallint().notNull(),
});

export const tokens = pgTable(
  "tokens",
  {
    id: id(),
    serial: text().notNull().unique("tokens_serial_unique"),
    ...codeColumns(),
    /** The last time step or counter that was accepted; −1 before the first. Only ever grows. */
    lastStep: bigint({ mode: "number" }).notNull().default(-1),
    driftSteps: integer().notNull().default(0),
    state: text({ enum: tokenStates }).notNull().default("in_stock"),
    manufacturer: text().notNull(),
    model: text().notNull(),
    /** The delivery it came with, as its import named it. */
    batch: text(),
    expiresOn: date({ mode: "string" }).notNull(),
    importedAt: at().notNull(),
    /** When it was stopped as stolen, apart from what forms say; never taken back. */
    stolenAt: at(),
  },
  (t) => [
    check("tokens_state_known", oneOf(t.state, tokenStates)),
    check("tokens_kind_known", oneOf(t.kind, tokenKinds)),
    check("tokens_algorithm_known", oneOf(t.algorithm, otpAlgorithms)),
    check("tokens_digits_known", sql`${t.digits} in (6, 8)`),
    check("tokens_step_known", sql`${t.stepSeconds} in (30, 60)`),
    check("tokens_serial_format", sql`${t.serial} ~ '^[0-9A-Z-]{4,32}$'`),
    check(
      "tokens_stolen_stays_stopped",
      sql`${t.stolenAt} is null or ${t.state} in ('suspended', 'revoked', 'disposed')`,
    ),
    // A list is put together of its states, so each begins with one; see `serialOrder`.
    index("tokens_by_expiry").on(t.state, t.expiresOn, sql`${t.serial} collate "C"`),
    index("tokens_by_serial").on(t.state, sql`${t.serial} collate "C"`),
    index("tokens_by_model").on(t.state, t.model, t.expiresOn, sql`${t.serial} collate "C"`),
    index("tokens_by_batch").on(t.state, t.batch, sql`${t.serial} collate "C"`),
  ],
);

/**
 * A serial registered to a contract, made by the customer's registration and ended once, for good.
 * A contract has one live binding at most, and so has a serial.
 */
export const bindings = pgTable(
  "bindings",
  {
    id: id(),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    tokenId: uuid()
      .notNull()
      .references(() => tokens.id),
    receiptNumber: integer().notNull().generatedAlwaysAsIdentity({ startWith: 5454546, maxValue: 9999999 }),
    boundAt: at().notNull(),
    unboundAt: at(),
    unbindReason: text({ enum: unbindReasons }),
  },
  (t) => [
    uniqueIndex("bindings_one_live_per_contract").on(t.contractId).where(sql`${t.unboundAt} is null`),
    uniqueIndex("bindings_one_live_per_serial").on(t.tokenId).where(sql`${t.unboundAt} is null`),
    uniqueIndex("bindings_receipt_number_unique").on(t.receiptNumber),
    index("bindings_by_token").on(t.tokenId),
    index("bindings_by_contract").on(t.contractId, t.boundAt),
    check("bindings_unbind_reason_known", oneOf(t.unbindReason, unbindReasons)),
    check("bindings_unbound_with_reason", sql`(${t.unboundAt} is null) = (${t.unbindReason} is null)`),
    check("bindings_unbound_after_bound", sql`${t.unboundAt} >= ${t.boundAt}`),
  ],
);
