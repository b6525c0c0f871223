import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { MailState } from "#core/shipments/rules.ts";
import type { Tx } from "./client.ts";
import { mailEventRows, orders, shipments } from "./schema/orders.ts";
import { type BranchScope, inBranch } from "./scope.ts";

export type Shipment = typeof shipments.$inferSelect;

export async function insertShipment(tx: Tx, shipment: typeof shipments.$inferInsert): Promise<Shipment> {
  const [inserted] = await tx.insert(shipments).values(shipment).returning();
  if (!inserted) throw new Error("insert returned no row");
  return inserted;
}

export async function findShipment(tx: Tx, scope: BranchScope, id: string) {
  const [found] = await tx
    .select({ shipment: shipments, order: orders })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(and(eq(shipments.id, id), inBranch(orders.branchCode, scope)));
  return found;
}

/** The shipments with these tracking numbers, each with its order. */
export async function findShipmentsByNumber(tx: Tx, numbers: readonly string[]) {
  return tx
    .select({ shipment: shipments, order: orders })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(inArray(shipments.trackingNumber, [...numbers]));
}

/** What is recorded of shipments: each event by when it happened. */
export async function listEventsOf(tx: Tx, shipmentIds: readonly string[]) {
  return tx
    .select({
      shipmentId: mailEventRows.shipmentId,
      event: mailEventRows.event,
      happenedAt: mailEventRows.happenedAt,
    })
    .from(mailEventRows)
    .where(inArray(mailEventRows.shipmentId, [...shipmentIds]));
}

/** An order's shipments, the latest first. */
export async function listShipments(tx: Tx, orderId: string): Promise<Shipment[]> {
  return tx.select().from(shipments).where(eq(shipments.orderId, orderId)).orderBy(desc(shipments.shippedAt));
}

/** Which of these tracking numbers a shipment has already. */
export async function findUsedTrackingNumbers(tx: Tx, numbers: readonly string[]): Promise<string[]> {
  const found = await tx
    .select({ trackingNumber: shipments.trackingNumber })
    .from(shipments)
    .where(inArray(shipments.trackingNumber, [...numbers]));
  return found.map(({ trackingNumber }) => trackingNumber);
}

/** Moves a shipment on by what was heard of it, if it is still in the state that was read. */
export async function moveShipment(
  tx: Tx,
  id: string,
  { from, to, heardAt }: { from: MailState; to: MailState; heardAt: Date },
) {
  const [moved] = await tx
    .update(shipments)
    .set({ state: to, heardAt: sql`greatest(${shipments.heardAt}, ${heardAt.toISOString()})` })
    .where(and(eq(shipments.id, id), eq(shipments.state, from)))
    .returning();
  return moved;
}

export async function insertMailEvent(tx: Tx, event: typeof mailEventRows.$inferInsert): Promise<void> {
  await tx.insert(mailEventRows).values(event);
}

/** When the latest shipment of an order came back to its sender. */
export async function findReturnedAt(tx: Tx, orderId: string): Promise<Date | undefined> {
  const [found] = await tx
    .select({ at: mailEventRows.happenedAt })
    .from(mailEventRows)
    .innerJoin(shipments, eq(shipments.id, mailEventRows.shipmentId))
    .where(and(eq(shipments.orderId, orderId), eq(mailEventRows.event, "returned")))
    .orderBy(desc(mailEventRows.happenedAt))
    .limit(1);
  return found?.at;
}

/** What the post said of a shipment, in the order it happened. */
export async function listMailEvents(tx: Tx, shipmentId: string) {
  return (
    tx
      .select()
      .from(mailEventRows)
      .where(eq(mailEventRows.shipmentId, shipmentId))
      // Our own dispatch comes first: the post's times have no seconds.
      .orderBy(
        asc(sql`date_trunc('minute', ${mailEventRows.happenedAt})`),
        desc(sql`${mailEventRows.event} = 'posted'`),
        asc(mailEventRows.happenedAt),
        asc(mailEventRows.id),
      )
  );
}
