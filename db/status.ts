import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { openOrderStates } from "#core/orders/rules.ts";
import type { Tx } from "./client.ts";
import { contracts } from "./schema/contracts.ts";
import { forms } from "./schema/forms.ts";
import { loginAccounts } from "./schema/logins.ts";
import { orders } from "./schema/orders.ts";
import { settings } from "./schema/settings.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { inBranch } from "./scope.ts";

/** Which counters have used up their limit, of a statement that joins an account with the settings. */
export const locks = {
  passwordLocked: sql<boolean>`${loginAccounts.passwordFails} >= ${settings.passwordLimit}`,
  otpLocked: sql<boolean>`${loginAccounts.otpFails} >= ${settings.otpLimit}`,
  cardLocked: sql<boolean>`${loginAccounts.cardFails} >= ${settings.cardLimit}`,
};

/** Where a contract's login stands, read in one statement: token, counters against limits, gap, open order. */
export async function findStatus(tx: Tx, scope: string | null, contractorId: string, now: Date) {
  const a = loginAccounts;
  const at = now.toISOString();
  const [found] = await tx
    .select({
      contractId: contracts.id,
      contractorId: contracts.contractorId,
      serial: tokens.serial,
      tokenState: tokens.state,
      ...locks,
      gap: sql<boolean>`${a.cardOpenedAt} is not null`,
      cardOpen: sql<boolean>`${a.cardOpenedAt} is not null and coalesce(${a.cardUntil} > ${at}::timestamptz, true)
        and coalesce(${a.cardUses} < ${settings.cardUseLimit}, true)`,
      cardUntil: a.cardUntil,
      orderNumber: orders.number,
      orderState: orders.state,
      dueOn: orders.dueOn,
    })
    .from(contracts)
    .innerJoin(a, eq(a.contractId, contracts.id))
    .innerJoin(settings, eq(settings.id, true))
    .leftJoin(bindings, and(eq(bindings.contractId, contracts.id), isNull(bindings.unboundAt)))
    .leftJoin(tokens, eq(tokens.id, bindings.tokenId))
    .leftJoin(orders, and(eq(orders.contractId, contracts.id), inArray(orders.state, openOrderStates)))
    .where(and(eq(contracts.contractorId, contractorId), inBranch(contracts.branchCode, scope)));
  return found;
}

/** Whether the database answers and is migrated: it has the settings' row. Throws where it is away. */
export async function findReadiness(tx: Tx): Promise<boolean> {
  const rows = await tx.select({ id: settings.id }).from(settings);
  return rows.length === 1;
}

/** One order by its number, with whose it is and the token that it sends. */
export async function findOrderStatus(tx: Tx, scope: string | null, number: number) {
  const [found] = await tx
    .select({
      number: orders.number,
      state: orders.state,
      kind: orders.kind,
      reason: orders.reason,
      contractorId: contracts.contractorId,
      serial: tokens.serial,
      placedAt: orders.placedAt,
      dueOn: orders.dueOn,
      shippedAt: orders.shippedAt,
      deliveredAt: orders.deliveredAt,
      completedAt: orders.completedAt,
    })
    .from(orders)
    .innerJoin(contracts, eq(contracts.id, orders.contractId))
    .leftJoin(tokens, eq(tokens.id, orders.tokenId))
    .where(and(eq(orders.number, number), inBranch(orders.branchCode, scope)));
  return found;
}

/** One form by its number, with whose it is. */
export async function findFormStatus(tx: Tx, scope: string | null, number: number) {
  const [found] = await tx
    .select({
      number: forms.number,
      state: forms.state,
      kind: forms.kind,
      reason: forms.reason,
      contractorId: contracts.contractorId,
      receivedOn: forms.receivedOn,
      decidedAt: forms.decidedAt,
    })
    .from(forms)
    .innerJoin(contracts, eq(contracts.id, forms.contractId))
    .where(and(eq(forms.number, number), inBranch(forms.branchCode, scope)));
  return found;
}

/** One token by its serial, with the contract that it is registered to now. */
export async function findTokenStatus(tx: Tx, serial: string) {
  const [found] = await tx
    .select({
      serial: tokens.serial,
      state: tokens.state,
      model: tokens.model,
      expiresOn: tokens.expiresOn,
      contractorId: contracts.contractorId,
    })
    .from(tokens)
    .leftJoin(bindings, and(eq(bindings.tokenId, tokens.id), isNull(bindings.unboundAt)))
    .leftJoin(contracts, eq(contracts.id, bindings.contractId))
    .where(eq(tokens.serial, serial));
  return found;
}
