import { and, asc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { DispatchSort, DispatchState } from "#core/dispatches/rules.ts";
import { resendsAtMost } from "#core/orders/rules.ts";
import type { Tx } from "./client.ts";
import { countListed } from "./count.ts";
import { contracts } from "./schema/contracts.ts";
import { dispatches } from "./schema/dispatches.ts";
import { forms } from "./schema/forms.ts";
import { mailEventRows, orders, shipments } from "./schema/orders.ts";
import { branches, staff } from "./schema/staff.ts";
import { tokens } from "./schema/tokens.ts";
import { type Cut, type Sort, type SortColumns, sorted } from "./sort.ts";

export type Dispatch = typeof dispatches.$inferSelect;

export async function insertDispatch(tx: Tx, dispatch: typeof dispatches.$inferInsert): Promise<Dispatch> {
  const [inserted] = await tx.insert(dispatches).values(dispatch).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

const named = {
  ...{ id: dispatches.id, number: dispatches.number, madeAt: dispatches.madeAt },
  makerName: staff.name,
};

export async function findDispatch(tx: Tx, id: string) {
  const [found] = await tx
    .select(named)
    .from(dispatches)
    .innerJoin(staff, eq(staff.id, dispatches.madeBy))
    .where(eq(dispatches.id, id));
  return found;
}

export type DispatchFilter = {
  state?: DispatchState | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
};

const packed = sql`from ${orders} where ${orders.dispatchId} = ${dispatches.id}`;
const toPost = sql`${packed} and ${orders.state} in ('allocated', 'returned')`;

function filteredDispatches({ state, from, until }: DispatchFilter) {
  return and(
    state === "to_post" ? sql`exists (select ${toPost})` : undefined,
    state === "posted" ? sql`not exists (select ${toPost})` : undefined,
    from && gte(dispatches.madeAt, from),
    until && lt(dispatches.madeAt, until),
  );
}

const sortColumns: SortColumns<DispatchSort> = { number: [dispatches.number] };
const newestFirst: Sort<DispatchSort> = { by: "number", descending: true };

/** Dispatches with how many orders each has and how many of them are yet to be posted, newest first unless sorted. */
export async function listDispatches(
  tx: Tx,
  { sort = newestFirst, after, offset = 0, limit, ...filter }: DispatchFilter & Cut<DispatchSort>,
) {
  const { order, follows } = sorted(sortColumns, sort, after);
  return tx
    .select({
      ...named,
      orders: sql<number>`(select count(*)::int ${packed})`,
      toPost: sql<number>`(select count(*)::int ${toPost})`,
    })
    .from(dispatches)
    .innerJoin(staff, eq(staff.id, dispatches.madeBy))
    .where(and(filteredDispatches(filter), follows))
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** How many dispatches such a list has in all. */
export function countDispatches(tx: Tx, filter: DispatchFilter) {
  return countListed(tx, dispatches, filteredDispatches(filter));
}

const returnedTimes = sql<number>`(select count(*)::int from ${shipments}
  where ${shipments.orderId} = ${orders.id} and ${shipments.state} = 'returned')`;
const lostTimes = sql<number>`(select count(distinct ${shipments.id})::int from ${shipments}
  join ${mailEventRows} on ${mailEventRows.shipmentId} = ${shipments.id}
  where ${shipments.orderId} = ${orders.id} and ${mailEventRows.event} = 'lost')`;
const latestTracking = sql<string | null>`(select ${shipments.trackingNumber} from ${shipments}
  where ${shipments.orderId} = ${orders.id} order by ${shipments.shippedAt} desc limit 1)`;

/** An order with all that its packing needs: its token, whose it is, where they live now and lived by the form. */
function packable(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      id: orders.id,
      number: orders.number,
      state: orders.state,
      kind: orders.kind,
      reason: orders.reason,
      dueOn: orders.dueOn,
      dispatchId: orders.dispatchId,
      returned: returnedTimes,
      lostTimes,
      trackingNumber: latestTracking,
      serial: tokens.serial,
      model: tokens.model,
      formId: forms.id,
      addressAtKeying: forms.addressAtKeying,
      contract: contracts,
      branchName: branches.name,
    })
    .from(orders)
    .innerJoin(tokens, eq(tokens.id, orders.tokenId))
    .innerJoin(forms, eq(forms.id, orders.formId))
    .innerJoin(contracts, eq(contracts.id, orders.contractId))
    .innerJoin(branches, eq(branches.code, contracts.branchCode))
    .where(where)
    .orderBy(asc(orders.dueOn), asc(orders.number));
}

export type PackedOrder = Awaited<ReturnType<typeof packable>>[number];

/** The orders that may be packed, the soonest due first, the first `limit`. */
export async function listToPack(tx: Tx, limit: number): Promise<PackedOrder[]> {
  return packable(tx, and(inArray(orders.state, ["allocated", "returned"]), isNull(orders.dispatchId))).limit(
    limit,
  );
}

/** The orders of a dispatch, the soonest due first. */
export async function listPacked(tx: Tx, dispatchId: string): Promise<PackedOrder[]> {
  return packable(tx, eq(orders.dispatchId, dispatchId));
}

/** Takes orders into a dispatch; those that another has, or that have moved on, are left out. Gives their numbers. */
export async function takeIntoDispatch(
  tx: Tx,
  dispatchId: string,
  orderIds: readonly string[],
): Promise<number[]> {
  const taken = await tx
    .update(orders)
    .set({ dispatchId })
    .where(
      and(
        inArray(orders.id, [...orderIds]),
        inArray(orders.state, ["allocated", "returned"]),
        isNull(orders.dispatchId),
        sql`${returnedTimes} <= ${resendsAtMost}`,
      ),
    )
    .returning({ number: orders.number });
  return taken.map(({ number }) => number).sort((one, other) => one - other);
}
