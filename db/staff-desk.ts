import { and, count, eq, isNotNull, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import {
  type AccountState,
  type listedAccountStates,
  type Role,
  rolesAdmittedByTwo,
  type StaffSort,
} from "#core/staff/rules.ts";
import type { Tx } from "./client.ts";
import { settings } from "./schema/settings.ts";
import { branches, staff, staffInvitations, staffRecoveryCodes } from "./schema/staff.ts";
import { staffChanges } from "./schema/staff-changes.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";
import { hasAuthenticator, hasPassword } from "./staff.ts";

/** How an account stands, by the limits in `settings`. */
export const accountState = sql<AccountState>`case
  when ${staff.disabledAt} is not null then 'disabled'
  when ${staff.enrolledAt} is null then 'invited'
  when ${staff.passwordFails} >= ${settings.staffPasswordLimit} or ${staff.otpFails} >= ${settings.staffOtpLimit} then 'locked'
  else 'active' end`;

/** Whether nobody has to let the person in any more before they are given a link: as the guard of the links has it. */
const admitted = sql<boolean>`(${notInArray(staff.role, [...rolesAdmittedByTwo])}
  or exists (select from ${staffChanges} where ${staffChanges.staffId} = ${staff.id}
    and ${staffChanges.kind} = 'admit' and ${staffChanges.state} = 'approved')
  or exists (select from ${staffInvitations} where ${staffInvitations.staffId} = ${staff.id}
    and (${staffInvitations.usedAt} is not null or ${staffInvitations.purpose} = 'reset')))`;

/** Of somebody invited and admitted whose link ran out, was withdrawn or was never made: they wait for one. */
export function lacksLink(now: Date): SQL<boolean> {
  return sql`(${accountState} = 'invited' and ${admitted}
    and not exists (select from ${staffInvitations} where ${staffInvitations.staffId} = ${staff.id}
      and ${staffInvitations.usedAt} is null and ${staffInvitations.revokedAt} is null
      and ${staffInvitations.expiresAt} > ${now.toISOString()}))`;
}

/** What an administrator sees of a person: nothing that lets anybody in. */
const shown = {
  id: staff.id,
  username: staff.username,
  name: staff.name,
  role: staff.role,
  branchCode: staff.branchCode,
  singleSignOn: staff.singleSignOn,
  passwordChangeDue: staff.passwordChangeDue,
  hasAuthenticator,
  createdAt: staff.createdAt,
  enrolledAt: staff.enrolledAt,
  disabledAt: staff.disabledAt,
  admitted,
  state: accountState,
  signedInAt: sql<Date | null>`(select max(s.created_at) from staff_sessions s
    where s.staff_id = ${staff.id} and s.stage = 'full')`.mapWith(staff.createdAt),
};
export type ShownPerson = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

export async function findPerson(tx: Tx, id: string) {
  const [found] = await tx.select(shown).from(staff).innerJoin(settings, sql`true`).where(eq(staff.id, id));
  return found;
}

/** Who is of no branch comes after all who are, and who never signed in before all who did. */
const sortColumns: SortColumns<StaffSort> = {
  username: [staff.username],
  name: [staff.name, staff.username],
  role: [staff.role, isNull(staff.branchCode), staff.branchCode, staff.username],
  branch: [isNull(staff.branchCode), staff.branchCode, staff.role, staff.username],
  signedIn: [sql`coalesce(${shown.signedInAt}, '-infinity')`, staff.username],
};
const byUsername: Sort<StaffSort> = { by: "username", descending: false };

export type StaffFilter = {
  text?: string | undefined;
  role?: Role | undefined;
  branchCode?: string | undefined;
  state?: (typeof listedAccountStates)[number] | undefined;
};

function filteredStaff({ text, role, branchCode, state: wanted }: StaffFilter, now: Date) {
  return and(
    text ? sql`position(lower(${text}) in lower(${staff.username} || ' ' || ${staff.name})) > 0` : undefined,
    role && eq(staff.role, role),
    branchCode ? eq(staff.branchCode, branchCode) : undefined,
    wanted === "no_link" ? lacksLink(now) : wanted && eq(accountState, wanted),
  );
}

/** The staff as they stand at a moment, by username unless sorted otherwise. */
export async function listStaff(
  tx: Tx,
  now: Date,
  { sort = byUsername, offset = 0, limit, ...filter }: StaffFilter & Cut<StaffSort>,
) {
  return tx
    .select({ ...shown, branchName: branches.name, lacksLink: lacksLink(now) })
    .from(staff)
    .leftJoin(branches, eq(branches.code, staff.branchCode))
    .innerJoin(settings, sql`true`)
    .where(filteredStaff(filter, now))
    .orderBy(...sorted(sortColumns, sort).order)
    .limit(limit)
    .offset(offset);
}

/** How many people such a list has in all. */
export async function countStaff(tx: Tx, now: Date, filter: StaffFilter) {
  const [counted] = await tx
    .select({ total: count() })
    .from(staff)
    .innerJoin(settings, sql`true`)
    .where(filteredStaff(filter, now));
  return { total: counted?.total ?? 0 };
}

const canAdminister = and(
  eq(staff.role, "administrator"),
  isNotNull(staff.enrolledAt),
  isNull(staff.disabledAt),
);

/** How many administrators can sign in besides these people. */
export async function countAdministrators(tx: Tx, besides: string[] = []): Promise<number> {
  const where = and(canAdminister, notInArray(staff.id, besides));
  const [counted] = await tx.select({ total: count() }).from(staff).where(where);
  return counted?.total ?? 0;
}

/**
 * The administrators who can sign in, held until the transaction ends: two who put each other out at once would leave
 * none.
 */
export async function holdAdministrators(tx: Tx): Promise<string[]> {
  const held = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(canAdminister)
    .orderBy(staff.id)
    .for("no key update");
  return held.map(({ id }) => id);
}

/** Disables an account; undefined where it is disabled already. */
export async function disableRow(tx: Tx, id: string, at: Date) {
  const [disabled] = await tx
    .update(staff)
    .set({ disabledAt: at })
    .where(and(eq(staff.id, id), isNull(staff.disabledAt)))
    .returning({ id: staff.id });
  return disabled;
}

/** Begins both counts anew; undefined where neither has reached its limit. */
export async function resetFailures(tx: Tx, id: string) {
  const [unlocked] = await tx
    .update(staff)
    .set({ passwordFails: 0, otpFails: 0 })
    .where(
      and(
        eq(staff.id, id),
        isNull(staff.disabledAt),
        sql`exists (select from ${settings} where ${staff.passwordFails} >= ${settings.staffPasswordLimit}
          or ${staff.otpFails} >= ${settings.staffOtpLimit})`,
      ),
    )
    .returning({ id: staff.id });
  return unlocked;
}

/** Takes password, authenticator and recovery codes away; undefined for a disabled person or one without any. */
export async function clearFactors(tx: Tx, id: string, at: Date) {
  const [cleared] = await tx
    .update(staff)
    .set({
      passwordHash: null,
      passwordChangeDue: false,
      otpSecretSealed: null,
      otpKeyVersion: null,
      passwordFails: 0,
      otpFails: 0,
      enrolledAt: sql`case when ${staff.oidcSubject} is not null then ${staff.enrolledAt} end`,
    })
    .where(and(eq(staff.id, id), isNull(staff.disabledAt), isNotNull(staff.enrolledAt)))
    .returning({ id: staff.id });
  await tx
    .update(staffRecoveryCodes)
    .set({ revokedAt: at })
    .where(
      and(
        eq(staffRecoveryCodes.staffId, id),
        isNull(staffRecoveryCodes.usedAt),
        isNull(staffRecoveryCodes.revokedAt),
      ),
    );
  return cleared;
}

/** Has the person choose a new password before anything else; undefined for who has none here. */
export async function demandPassword(tx: Tx, id: string) {
  const [demanded] = await tx
    .update(staff)
    .set({ passwordChangeDue: true })
    .where(and(eq(staff.id, id), isNull(staff.disabledAt), hasPassword, eq(staff.passwordChangeDue, false)))
    .returning({ id: staff.id });
  return demanded;
}
