import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { branchRoles, invitationPurposes, roles, sessionStages } from "#core/staff/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { isMailAddress } from "./mail-address.ts";
import { oneOf } from "./one-of.ts";

export const branches = pgTable(
  "branches",
  {
    code: text().primaryKey(),
    name: text().notNull(),
    kana: text().notNull(),
    /** Where notices to its desk go; null where it wants none. */
    mailAddress: text(),
  },
  (t) => [
    check("branches_code_format", sql`${t.code} ~ '^[0-9]{3}$'`),
    check("branches_mail_address_format", isMailAddress(t.mailAddress)),
  ],
);

/**
 * A person who works here. Failures of password and OTP are counted apart, as for customers. Password and OTP secret
 * come together, by the person's own hand; who signs in by the bank's single sign-on has no password here.
 */
export const staff = pgTable(
  "staff",
  {
    id: id(),
    username: text().notNull().unique("staff_username_unique"),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    branchCode: text().references(() => branches.code),
    email: text(),
    /** Signs in by the provider; whom it knows this person as is linked at the first time, for good. */
    singleSignOn: boolean().notNull().default(false),
    oidcSubject: text().unique("staff_oidc_subject_unique"),
    passwordHash: text(),
    passwordChangedAt: at(),
    /** Nothing else opens until the person has chosen a new one. */
    passwordChangeDue: boolean().notNull().default(false),
    otpSecretSealed: bytea(),
    otpKeyVersion: smallint(),
    otpLastStep: bigint({ mode: "number" }).notNull().default(-1),
    passwordFails: integer().notNull().default(0),
    otpFails: integer().notNull().default(0),
    createdAt: at().notNull(),
    /** When the person first had what a sign-in asks for; null while invited only. */
    enrolledAt: at(),
    disabledAt: at(),
  },
  (t) => [
    check("staff_username_format", sql`${t.username} ~ '^[a-z0-9][a-z0-9._-]{1,49}$'`),
    check(
      "staff_email_format",
      sql`${t.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(${t.email}) <= 254`,
    ),
    check(
      "staff_factors_together",
      sql`case when ${t.singleSignOn} then ${t.passwordHash} is null
        else (${t.passwordHash} is null) = (${t.otpSecretSealed} is null) end`,
    ),
    check("staff_otp_with_key", sql`(${t.otpSecretSealed} is null) = (${t.otpKeyVersion} is null)`),
    check("staff_subject_of_provider", sql`${t.oidcSubject} is null or ${t.singleSignOn}`),
    check(
      "staff_enrolled_with_factor",
      sql`(${t.enrolledAt} is null) =
        (${t.passwordHash} is null and ${t.otpSecretSealed} is null and ${t.oidcSubject} is null)`,
    ),
    check("staff_role_known", oneOf(t.role, roles)),
    check("staff_branch_by_role", sql`(${oneOf(t.role, branchRoles)}) = (${t.branchCode} is not null)`),
  ],
);

/** A signed-in browser. The cookie only points here, so ending the row ends the session. */
export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: id(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    stage: text({ enum: sessionStages }).notNull(),
    createdAt: at().notNull(),
    lastSeenAt: at().notNull(),
    /** When the person last gave a fresh OTP in this session. */
    confirmedAt: at(),
    endedAt: at(),
    /** Where it was begun, for the person's own list. */
    address: text().notNull().default(""),
    userAgent: text().notNull().default(""),
  },
  (t) => [
    check("staff_sessions_stage_known", oneOf(t.stage, sessionStages)),
    index("staff_sessions_by_staff").on(t.staffId),
  ],
);

/** A link to enrol oneself by, once: for who is new, or lost password or authenticator. Kept as its SHA-256 only. */
export const staffInvitations = pgTable(
  "staff_invitations",
  {
    id: id(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    purpose: text({ enum: invitationPurposes }).notNull(),
    tokenHash: bytea().notNull().unique("staff_invitations_token_unique"),
    /** Null for the first administrator's, which the command line made. */
    createdBy: uuid().references(() => staff.id),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
    usedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    check("staff_invitations_purpose_known", oneOf(t.purpose, invitationPurposes)),
    check("staff_invitations_by_another", sql`${t.createdBy} <> ${t.staffId}`),
    check("staff_invitations_token_hashed", sql`length(${t.tokenHash}) = 32`),
    check("staff_invitations_one_end", sql`${t.usedAt} is null or ${t.revokedAt} is null`),
    check("staff_invitations_expire_later", sql`${t.expiresAt} > ${t.createdAt}`),
    uniqueIndex("staff_invitations_one_open")
      .on(t.staffId)
      .where(sql`${t.usedAt} is null and ${t.revokedAt} is null`),
  ],
);

/**
 * An authenticator that is being set up, by an invitation or from a session: it counts only once an OTP of it was
 * right, and is wiped then. Its secret is sealed for the row's id.
 */
export const staffEnrolments = pgTable(
  "staff_enrolments",
  {
    id: id(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    invitationId: uuid().references(() => staffInvitations.id),
    sessionId: uuid().references(() => staffSessions.id),
    passwordHash: text(),
    otpSecretSealed: bytea(),
    otpKeyVersion: smallint(),
    createdAt: at().notNull(),
    endedAt: at(),
  },
  (t) => [
    check("staff_enrolments_one_way", sql`(${t.invitationId} is null) <> (${t.sessionId} is null)`),
    check(
      "staff_enrolments_secret_until_ended",
      sql`(${t.otpSecretSealed} is null) = (${t.endedAt} is not null)
        and (${t.otpKeyVersion} is null) = (${t.endedAt} is not null)
        and (${t.passwordHash} is null or ${t.endedAt} is null)`,
    ),
    uniqueIndex("staff_enrolments_one_per_invitation").on(t.invitationId).where(sql`${t.endedAt} is null`),
    uniqueIndex("staff_enrolments_one_per_session").on(t.sessionId).where(sql`${t.endedAt} is null`),
  ],
);

/** What lets a person in, once each, whose authenticator is away. Kept as salted Argon2id only. */
export const staffRecoveryCodes = pgTable(
  "staff_recovery_codes",
  {
    id: id(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    codeHash: bytea().notNull(),
    createdAt: at().notNull(),
    usedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    unique("staff_recovery_codes_unique").on(t.staffId, t.codeHash),
    check("staff_recovery_codes_one_end", sql`${t.usedAt} is null or ${t.revokedAt} is null`),
  ],
);
