import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { factors, loginEventFactors, loginEventOutcomes, loginStates } from "#core/logins/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";

/**
 * What the login check needs of a contract, and nothing else: no name, no address, no fee.
 * Each counter is raised by one conditional statement before anything is answered.
 */
export const loginAccounts = pgTable(
  "login_accounts",
  {
    contractId: uuid()
      .primaryKey()
      .references(() => contracts.id),
    contractorId: text().notNull().unique("login_accounts_contractor_id_unique"),
    passwordHash: text().notNull(),
    /** The card's eight cells, sealed: AES-256-GCM, the contractor ID as associated data. */
    cellsSealed: bytea().notNull(),
    cellsKeyVersion: smallint().notNull(),
    passwordFails: integer().notNull().default(0),
    otpFails: integer().notNull().default(0),
    cardFails: integer().notNull().default(0),
    /** When an OTP or card answer last failed; the next is looked at after the setting's delay. */
    factorFailedAt: at(),
    /** Set while a reissue is under way and the old token unbound; the deadline follows dispatch. */
    cardOpenedAt: at(),
    cardUntil: at(),
    cardUses: integer().notNull().default(0),
    /** The two cells now asked, as positions 0–7; kept until answered or expired. */
    challengeFirst: smallint(),
    challengeSecond: smallint(),
    challengeUntil: at(),
  },
  (t) => [
    check(
      "login_accounts_fails_not_negative",
      sql`least(${t.passwordFails}, ${t.otpFails}, ${t.cardFails}) >= 0`,
    ),
    check(
      "login_accounts_challenge_pair",
      sql`num_nulls(${t.challengeFirst}, ${t.challengeSecond}, ${t.challengeUntil}) = 3
        or (num_nulls(${t.challengeFirst}, ${t.challengeSecond}, ${t.challengeUntil}) = 0
          and ${t.challengeFirst} >= 0 and ${t.challengeFirst} < ${t.challengeSecond}
          and ${t.challengeSecond} <= 7)`,
    ),
  ],
);

/** A login whose password was right. Its id is random and known to the caller alone. */
export const logins = pgTable(
  "logins",
  {
    id: uuid().primaryKey(),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    state: text({ enum: loginStates }).notNull(),
    factor: text({ enum: factors }).notNull(),
    clientKey: text().notNull(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  (t) => [
    check("logins_state_known", oneOf(t.state, loginStates)),
    check("logins_factor_known", oneOf(t.factor, factors)),
    index("logins_by_contract").on(t.contractId, t.createdAt),
  ],
);

/**
 * What a check found. Holds no secret; only ever added to. An unknown contractor ID leaves a row too, with no
 * contract: it costs the same time as a known one, and a spray of guesses shows. As in the audit, no foreign key:
 * it would cost as much again as the event, and nothing that is told of is ever deleted.
 */
export const loginEvents = pgTable(
  "login_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    contractId: uuid(),
    at: at().notNull(),
    factor: text({ enum: loginEventFactors }).notNull(),
    outcome: text({ enum: loginEventOutcomes }).notNull(),
    /** True on the one failure that used up the limit: from here on it is locked. */
    reachedLimit: boolean().notNull().default(false),
    clientKey: text().notNull(),
    address: text().notNull(),
  },
  (t) => [
    check("login_events_factor_known", oneOf(t.factor, loginEventFactors)),
    check("login_events_outcome_known", oneOf(t.outcome, loginEventOutcomes)),
    index("login_events_by_contract").on(t.contractId, t.at),
    // What a check writes must cost it next to nothing: of what most of them find nothing more.
    index("login_events_refused").on(t.outcome, t.id).where(sql`${t.outcome} <> 'accepted'`),
    index("login_events_rare").on(t.factor, t.id).where(sql`${t.factor} not in ('password', 'otp')`),
  ],
);

/**
 * Login events, sealed in blocks that follow one another: each tells the hash of the events with ids from
 * `firstId` to `lastId` and of the block before, so that an event altered, removed or slipped in is found.
 */
export const loginEventBlocks = pgTable(
  "login_event_blocks",
  {
    number: integer().primaryKey(),
    firstId: bigint({ mode: "number" }).notNull(),
    lastId: bigint({ mode: "number" }).notNull(),
    events: integer().notNull(),
    /** SHA-256 in hex, over the block before and this block's events. */
    hash: text().notNull(),
    /** HMAC-SHA-256 in hex over number, ids and hash, by a key that the database does not hold. */
    mac: text().notNull(),
    keyVersion: smallint().notNull(),
    sealedAt: at().notNull(),
  },
  (t) => [
    check("login_event_blocks_numbered", sql`${t.number} > 0 and ${t.events} > 0`),
    check("login_event_blocks_ids", sql`${t.firstId} <= ${t.lastId}`),
  ],
);

/** Failures by where they came from, over all contracts: one row an address, begun anew when its window is over. */
export const addressFailures = pgTable("address_failures", {
  address: text().primaryKey(),
  /** As many as were tried, those turned away too. */
  failures: integer().notNull(),
  windowEndsAt: at().notNull(),
});

/** Other systems that call the HTTP API. Of a key only its SHA-256 is kept. */
export const apiClients = pgTable(
  "api_clients",
  {
    id: id(),
    name: text().notNull(),
    scopes: text().array().notNull(),
    /** Calls that it may make in a minute; null for as many as it likes. */
    callsPerMinute: integer().default(60_000),
    /** Who registered it; null for what came from elsewhere than the desk. */
    createdBy: uuid().references(() => staff.id),
    createdAt: at().notNull(),
    /** None of its keys works from here on. */
    revokedAt: at(),
  },
  (t) => [
    check("api_clients_calls_positive", sql`${t.callsPerMinute} > 0`),
    uniqueIndex("api_clients_name_unique").on(t.name).where(sql`${t.createdBy} is not null`),
  ],
);

/** Calls of a client in its minute under way. Unlogged (see its migration): a crash forgets them, at no harm. */
export const clientCalls = pgTable("client_calls", {
  clientId: uuid()
    .primaryKey()
    .references(() => apiClients.id),
  /** As many as were tried, those turned away too. */
  calls: bigint({ mode: "number" }).notNull(),
  windowEndsAt: at().notNull(),
});

/** Writes that a client may send again by the same Idempotency-Key, with the answer to give again. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    clientId: uuid()
      .notNull()
      .references(() => apiClients.id),
    key: text().notNull(),
    /** HMAC-SHA-256 of method, path and body, by a key that the database does not hold. */
    requestMac: text().notNull(),
    createdAt: at().notNull(),
    /** The answer; null while the first of them is under way. */
    status: smallint(),
    body: text(),
  },
  (t) => [
    primaryKey({ name: "idempotency_keys_pkey", columns: [t.clientId, t.key] }),
    check("idempotency_keys_answered", sql`(${t.status} is null) = (${t.body} is null)`),
  ],
);
