import { and, eq, isNull } from "drizzle-orm";
import type { Standing } from "#core/logins/rules.ts";
import { type OrderState, openOrderStates } from "#core/orders/rules.ts";
import type { Database, Tx } from "./client.ts";
import { readStanding, registered, standing } from "./logins.ts";
import { sqlOf } from "./prepared.ts";
import { contracts } from "./schema/contracts.ts";
import { forms } from "./schema/forms.ts";
import { orders } from "./schema/orders.ts";
import { settings } from "./schema/settings.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";

/** Where a contract stands for another system: no name, nothing of its orders but the open one's number. */
export type Status = {
  contractorId: string;
  standing: Standing;
  /** Of the registered token. */
  serial: string | null;
  cardUntil: Date | null;
  openOrder: { orderNumber: number; state: OrderState; dueOn: string } | null;
};

const openStates = openOrderStates.map((state) => `'${state}'`).join(", ");

/** Where contracts stand, by the numbers on their cards, in no order; numbers that no contract has are left out. */
export async function findStatuses(
  db: Database,
  contractorIds: readonly string[],
  now: Date,
): Promise<Status[]> {
  const query = sqlOf(db);
  const rows = await query`
    select ${standing(query, now)}, t.serial, a.card_until,
        o.number as order_number, o.state as order_state, o.due_on
      from settings s cross join login_accounts a ${registered(query)}
      left join orders o on o.contract_id = a.contract_id and o.state in (${query.unsafe(openStates)})
      where a.contractor_id = any(${contractorIds}::text[])`;
  return rows.map((row) => ({
    contractorId: row.contractor_id,
    standing: readStanding(row),
    serial: row.serial,
    cardUntil: row.card_until && new Date(row.card_until),
    openOrder: row.order_number && {
      orderNumber: row.order_number,
      state: row.order_state,
      dueOn: row.due_on,
    },
  }));
}

/** Whether the database answers and is migrated: it has the settings' row. Throws where it is away. */
export async function findReadiness(tx: Tx): Promise<boolean> {
  const rows = await tx.select({ id: settings.id }).from(settings);
  return rows.length === 1;
}

/** One order by its number, with whose it is and the token that it sends. */
export async function findOrderStatus(tx: Tx, scope: BranchScope, number: number) {
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
export async function findFormStatus(tx: Tx, scope: BranchScope, number: number) {
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
