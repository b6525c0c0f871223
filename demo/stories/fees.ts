import { and, eq, lt, ne, sql } from "drizzle-orm";
import { isBusinessDay } from "#core/calendar.ts";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";
import { askForFee } from "#core/fees/ask.ts";
import { collectCash } from "#core/fees/collect.ts";
import { approveFeeRequest, turnDownFeeRequest } from "#core/fees/decide.ts";
import { type FeeStanding, standingOf } from "#core/fees/rules.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { ledgerColumns, ledgerSums } from "#db/fee-standing.ts";
import { fees } from "#db/schema/fees.ts";
import { orders } from "#db/schema/orders.ts";
import { anyStaff, type Desk, staffContext } from "#demo/desk.ts";
import { atMinute, businessDayFrom, lastWorkDay, opens } from "#demo/work-time.ts";

type Known = { id: string; orderId: string; branchCode: string; standing: FeeStanding };

const waiverReasons = ["当金庫の手違いによる再発行のため", "発送の遅れについてのお詫びとして"];

/** Plans how fees are paid over the counter now and then; some are waived on a 15th, some refunded on a 20th. */
export function planCollection(desk: Desk, from: string): void {
  const end = japanDay(desk.now);
  const plan = (day: string, minute: number, run: (desk: Desk, now: Date) => Promise<void>) =>
    desk.timeline.plan(atMinute(businessDayFrom(day), minute), (now) => run(desk, now));
  for (let day = from; day <= end; day = addDays(day, 1)) {
    if (isBusinessDay(day)) plan(day, opens + 25, counter);
  }
  for (let month = from.slice(0, 7); month <= end.slice(0, 7); month = nextMonth(month)) {
    plan(`${month}-15`, 11 * 60, waive);
    plan(`${month}-20`, 11 * 60, refund);
  }
  const { day, until } = lastWorkDay(desk.now);
  desk.timeline.plan(atMinute(day, Math.min(until, opens + 50)), (now) => payAndCancel(desk, now));
}

/** Somebody comes to pay, one morning in ten. */
async function counter(desk: Desk, now: Date): Promise<void> {
  if (!desk.random.chance(0.1)) return;
  const due = (await knownFees(desk, now)).filter(payable);
  if (due.length > 0) await payAtCounter(desk, desk.random.pick(due), now);
}

const payable = ({ standing }: Known) => standing.dueYen > 0 && standing.underDebitYen === 0;

async function payAtCounter(desk: Desk, fee: Known, now: Date): Promise<void> {
  const clerk = staffContext(desk, anyStaff(desk, "clerk", fee.branchCode), now);
  await collectCash(clerk, { feeId: fee.id, counted: fee.standing.dueYen });
}

/** Somebody of another branch than the first paid for a token that is not wanted any more: the money is owed back. */
async function payAndCancel(desk: Desk, now: Date): Promise<void> {
  const placed = await desk.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.state, "placed"), ne(orders.branchCode, "001")));
  const fee = (await knownFees(desk, now)).find(
    (one) => payable(one) && placed.some(({ id }) => id === one.orderId),
  );
  if (!fee) return;
  await payAtCounter(desk, fee, now);
  const operations = staffContext(desk, anyStaff(desk, "operations"), now);
  await cancelOrder(operations, { orderId: fee.orderId, reason: "お客様のお申出による取消" });
}

/** Asked for by an approver of the branch, and now and then turned down. */
async function waive(desk: Desk, now: Date): Promise<void> {
  for (const fee of (await knownFees(desk, startOfMonth(now))).filter(payable)) {
    if (!desk.random.chance(0.3)) continue;
    const asking = staffContext(desk, anyStaff(desk, "approver", fee.branchCode), now);
    const reason = desk.random.pick(waiverReasons);
    const { requestId } = await askForFee(asking, { feeId: fee.id, kind: "waive", reason });
    const deciding = staffContext(desk, anyStaff(desk, "manager"), now);
    if (desk.random.chance(0.2)) {
      await turnDownFeeRequest(deciding, { requestId, note: "規程に定める免除の理由に当たらないため" });
    } else await approveFeeRequest(deciding, { requestId });
  }
}

/** What is owed is given back; so is, rarely, what was paid for a token that turned out faulty from the start. */
async function refund(desk: Desk, now: Date): Promise<void> {
  for (const fee of await knownFees(desk, startOfMonth(now))) {
    const owed = fee.standing.creditYen > 0;
    if (!owed && !(fee.standing.state === "collected" && desk.random.chance(0.004))) continue;
    const asking = staffContext(desk, anyStaff(desk, "approver", fee.branchCode), now);
    const reason = owed ? "発行依頼の取消による返金" : "初期不良と判明したため";
    const { requestId } = await askForFee(asking, { feeId: fee.id, kind: "refund", reason });
    await approveFeeRequest(staffContext(desk, anyStaff(desk, "manager"), now), { requestId });
  }
}

/** Every fee assessed before an instant, with what its ledger comes to. */
async function knownFees({ db }: Desk, before: Date): Promise<Known[]> {
  const ledger = ledgerSums(db);
  const found = await db
    .select({
      id: fees.id,
      orderId: fees.orderId,
      branchCode: fees.branchCode,
      sums: ledgerColumns(ledger),
    })
    .from(fees)
    .innerJoinLateral(ledger, sql`true`)
    .where(lt(fees.assessedAt, before))
    .orderBy(fees.assessedAt, fees.id);
  return found.map(({ sums, ...fee }) => ({ ...fee, standing: standingOf(sums) }));
}

function startOfMonth(now: Date): Date {
  return startOfJapanDay(`${japanDay(now).slice(0, 7)}-01`);
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}
