import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { type OrderSort, type OrderState, type OrderTask, openOrderStates } from "#core/orders/rules.ts";
import { type MailLimits, type MailState, onTheWayStates } from "#core/shipments/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { keptOut } from "./kept-out.ts";
import { contracts } from "./schema/contracts.ts";
import { orders, shipments } from "./schema/orders.ts";
import { tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";
import { inStates } from "./states.ts";

export type Order = typeof orders.$inferSelect;
export type NewOrder = typeof orders.$inferInsert;

export async function insertOrder(tx: Tx, order: NewOrder): Promise<Order> {
  const [inserted] = await tx.insert(orders).values(order).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

export async function findOrder(tx: Tx, scope: BranchScope, id: string): Promise<Order | undefined> {
  const [found] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.id, id), inBranch(orders.branchCode, scope)));
  return found;
}

/** The one order under way for a contract, if any. */
export async function findOpenOrder(tx: Tx, contractId: string): Promise<Order | undefined> {
  const [found] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.contractId, contractId), inArray(orders.state, openOrderStates)));
  return found;
}

/** Writes an order's new values if it is still in the state that was read; undefined if somebody was quicker. */
export async function saveOrder(
  tx: Tx,
  read: { id: string; state: OrderState },
  values: Partial<NewOrder>,
): Promise<Order | undefined> {
  const [saved] = await tx
    .update(orders)
    .set(values)
    .where(and(eq(orders.id, read.id), eq(orders.state, read.state)))
    .returning();
  return saved;
}

export async function findOrderByNumber(tx: Tx, scope: BranchScope, number: number) {
  const [found] = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.number, number), inBranch(orders.branchCode, scope)));
  return found;
}

export async function findOrderByTrackingNumber(tx: Tx, scope: BranchScope, trackingNumber: string) {
  const [found] = await tx
    .select({ id: orders.id })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(and(eq(shipments.trackingNumber, trackingNumber), inBranch(orders.branchCode, scope)));
  return found;
}

export type OrderFilter = {
  states: readonly OrderState[];
  contractId?: string;
  /** Of those only the ones that stand out; `today`: the day in Japan, YYYY-MM-DD. */
  task?: { name: OrderTask; today: string } & MailLimits;
};

/** The states of orders that may stand out so. */
const statesOf: Readonly<Record<OrderTask, readonly OrderState[]>> = {
  late: ["placed", "allocated", "shipped", "returned"],
  mail_silent: ["shipped"],
  mail_stuck: ["shipped"],
  mail_returning: ["shipped"],
  return_kept: ["returned"],
};

const mailIn = (states: readonly MailState[], heardBefore?: Date) =>
  sql`exists (select from ${shipments} where ${and(
    eq(shipments.orderId, orders.id),
    inArray(shipments.state, [...states]),
    heardBefore && lt(shipments.heardAt, heardBefore),
  )})`;

function standsOut({ name, today, ...limits }: NonNullable<OrderFilter["task"]>): SQL {
  switch (name) {
    case "late":
      return lt(orders.dueOn, today);
    case "mail_silent":
      return mailIn(onTheWayStates, limits.silentSince);
    case "mail_stuck":
      return mailIn(["absent", "held"]);
    case "mail_returning":
      return mailIn(["returning"]);
    case "return_kept":
      return keptOut(sql`${orders.id}`, today, limits.returnedKeptMonths);
  }
}

/** Each has its indexes: for all orders, those of a state, of a branch, and the open ones. */
const sortColumns: SortColumns<OrderSort> = {
  dueOn: [orders.dueOn, orders.number],
  number: [orders.number],
};

function filteredOrders(scope: BranchScope, { states, contractId, task }: OrderFilter) {
  return and(
    inStates(orders.state, states, task && statesOf[task.name]),
    contractId ? eq(orders.contractId, contractId) : undefined,
    task && standsOut(task),
    inBranch(orders.branchCode, scope),
  );
}

const soonestDue: Sort<OrderSort> = { by: "dueOn", descending: false };

/** Orders with whose they are and where their mail is, the soonest due first unless sorted otherwise. */
export async function listOrders(
  tx: Tx,
  scope: BranchScope,
  { sort = soonestDue, after, offset = 0, limit, ...filter }: OrderFilter & Cut<OrderSort>,
) {
  const { order, follows } = sorted(sortColumns, sort, after);
  const mail = tx
    .select({ trackingNumber: shipments.trackingNumber, mailState: shipments.state })
    .from(shipments)
    .where(eq(shipments.orderId, orders.id))
    .orderBy(desc(shipments.shippedAt))
    .limit(1)
    .as("mail");
  return tx
    .select({
      id: orders.id,
      number: orders.number,
      state: orders.state,
      kind: orders.kind,
      reason: orders.reason,
      branchCode: orders.branchCode,
      placedAt: orders.placedAt,
      dueOn: orders.dueOn,
      contractId: orders.contractId,
      contractorId: contracts.contractorId,
      kana: contracts.kana,
      serial: tokens.serial,
      trackingNumber: mail.trackingNumber,
      mailState: mail.mailState,
    })
    .from(orders)
    .innerJoin(contracts, eq(contracts.id, orders.contractId))
    .leftJoin(tokens, eq(tokens.id, orders.tokenId))
    .leftJoinLateral(mail, sql`true`)
    .where(and(filteredOrders(scope, filter), follows))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** How many orders such a list has in all. */
export function countOrders(tx: Tx, scope: BranchScope, filter: OrderFilter) {
  return countListed(tx, orders, filteredOrders(scope, filter));
}

/** Orders that were given their serial since an instant and still have it, the latest first. */
export async function listAllocatedSince(tx: Tx, since: Date, limit: number) {
  return tx
    .select({ id: orders.id, number: orders.number, serial: tokens.serial, allocatedAt: orders.allocatedAt })
    .from(orders)
    .innerJoin(tokens, eq(tokens.id, orders.tokenId))
    .where(gte(orders.allocatedAt, since))
    .orderBy(desc(orders.allocatedAt))
    .limit(limit);
}

/** The order that a form placed, if it placed one. */
export async function findOrderOfForm(tx: Tx, formId: string): Promise<Order | undefined> {
  const [found] = await tx.select().from(orders).where(eq(orders.formId, formId));
  return found;
}
