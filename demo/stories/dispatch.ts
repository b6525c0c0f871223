import { eq } from "drizzle-orm";
import { makeDispatch } from "#core/dispatches/make.ts";
import { ordersToPack } from "#core/dispatches/read.ts";
import { contracts } from "#db/schema/contracts.ts";
import { anyStaff, type Desk, staffContext } from "#demo/desk.ts";

/**
 * Plans this morning's packing: the order that is the longest due is packed and not yet posted, and the customer of
 * the next one has moved since the form, as the bank's ledger of customers would tell.
 */
export function planDispatch(desk: Desk, at: Date): void {
  desk.timeline.plan(at, async (now) => {
    const context = staffContext(desk, anyStaff(desk, "operations"), now);
    const [first, second] = (await ordersToPack(context, {})).filter(({ state }) => state === "allocated");
    if (first) await makeDispatch(context, { orderIds: [first.id] });
    if (!second) return;
    const moved = { postalCode: "4300946", address: "静岡県浜松市中央区元城町103番地の2" };
    await desk.db.update(contracts).set(moved).where(eq(contracts.id, second.contractId));
  });
}
