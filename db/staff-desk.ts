import { and, asc, count, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { AccountState, Role } from "#core/staff/rules.ts";
import type { Tx } from "./client.ts";
import { settings } from "./schema/settings.ts";
import { staff, staffRecoveryCodes } from "./schema/staff.ts";

const state = sql<AccountState>`case
  when ${staff.disabledAt} is not null then 'disabled'
  when ${staff.enrolledAt} is null then 'invited'
  when ${staff.passwordFails} >= ${settings.staffPasswordLimit} or ${staff.otpFails} >= ${settings.staffOtpLimit} then 'locked'
  else 'active' end`;

/** What an administrator sees of a person: nothing that lets anybody in. */
const shown = {
  id: staff.id,
  username: staff.username,
  name: staff.name,
  role: staff.role,
  branchCode: staff.branchCode,
  singleSignOn: staff.singleSignOn,
  passwordChangeDue: staff.passwordChangeDue,
  createdAt: staff.createdAt,
  enrolledAt: staff.enrolledAt,
  disabledAt: staff.disabledAt,
  state,
  signedInAt: sql<Date | null>`(select max(s.created_at) from staff_sessions s
    where s.staff_id = ${staff.id} and s.stage = 'full')`.mapWith(staff.createdAt),
};
export type ShownPerson = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

export async function findPerson(tx: Tx, id: string) {
  const [found] = await tx.select(shown).from(staff).innerJoin(settings, sql`true`).where(eq(staff.id, id));
  return found;
}

export const staffOrders = ["username", "name", "role", "signedIn"] as const;
export type StaffOrder = (typeof staffOrders)[number];

const orders: Record<StaffOrder, SQL> = {
  username: asc(staff.username),
  name: asc(staff.name),
  role: sql`${staff.role}, ${staff.branchCode} nulls first`,
  signedIn: sql`${shown.signedInAt} desc nulls last`,
};

export type StaffFilter = {
  text?: string | undefined;
  role?: Role | undefined;
  branchCode?: string | undefined;
  state?: AccountState | undefined;
};

/** One page of the staff and how many in all. */
export async function listStaff(
  tx: Tx,
  { text, role, branchCode, state: wanted }: StaffFilter,
  { order, offset, limit }: { order: StaffOrder; offset: number; limit: number },
) {
  const where = and(
    text ? sql`position(lower(${text}) in lower(${staff.username} || ' ' || ${staff.name})) > 0` : undefined,
    role && eq(staff.role, role),
    branchCode ? eq(staff.branchCode, branchCode) : undefined,
    wanted && eq(state, wanted),
  );
  const rows = await tx
    .select(shown)
    .from(staff)
    .innerJoin(settings, sql`true`)
    .where(where)
    .orderBy(orders[order], asc(staff.username))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx
    .select({ total: count() })
    .from(staff)
    .innerJoin(settings, sql`true`)
    .where(where);
  return { rows, total: counted?.total ?? 0 };
}

const canAdminister = and(
  eq(staff.role, "administrator"),
  isNotNull(staff.enrolledAt),
  isNull(staff.disabledAt),
);

export async function countAdministrators(tx: Tx): Promise<number> {
  const [counted] = await tx.select({ total: count() }).from(staff).where(canAdminister);
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
    .where(
      and(
        eq(staff.id, id),
        isNull(staff.disabledAt),
        isNotNull(staff.passwordHash),
        eq(staff.passwordChangeDue, false),
      ),
    )
    .returning({ id: staff.id });
  return demanded;
}
