import { declareMailLost } from "#core/orders/lose.ts";
import { findOpenOrder } from "#db/orders.ts";
import { anyStaff, type Customer, type Desk, staffContext } from "#demo/desk.ts";
import type { BranchCode } from "#demo/people/staff.ts";
import { atMinute, businessDaysBefore, lastWorkDay, opens } from "#demo/work-time.ts";
import { lockOut } from "./customer.ts";
import { planDispatch } from "./dispatch.ts";
import { type FormPlan, planForm } from "./form.ts";
import { type OrderPlan, planOrder } from "./order.ts";

/** Takes an idle customer of a branch, once. */
export type TakeCustomer = (branchCode: BranchCode, holds: Customer["holds"]) => Customer;

type Queued = Omit<FormPlan, "keyedAt"> & {
  branch: BranchCode;
  /** Business days before the last one; 0 is today, if its counter has been open for an hour. */
  daysAgo: number;
};

const waiting: readonly Queued[] = [
  { branch: "001", daysAgo: 0, kind: "reissue", reason: "battery_dead", end: "submitted" },
  { branch: "001", daysAgo: 0, kind: "new", end: "submitted" },
  { branch: "001", daysAgo: 0, kind: "reissue", reason: "stolen", end: "submitted" },
  { branch: "001", daysAgo: 0, kind: "unlock", end: "submitted" },
  { branch: "001", daysAgo: 2, kind: "exchange", end: "submitted", twist: "returned" },
  { branch: "001", daysAgo: 2, kind: "reissue", reason: "damaged", end: "returned" },
  { branch: "001", daysAgo: 1, kind: "unenroll", end: "returned" },
  { branch: "001", daysAgo: 3, kind: "reissue", reason: "faulty", end: "incomplete" },
  { branch: "001", daysAgo: 1, kind: "new", end: "incomplete" },
  { branch: "001", daysAgo: 0, kind: "new", end: "received" },
  { branch: "001", daysAgo: 0, kind: "exchange", end: "received" },
  { branch: "001", daysAgo: 0, kind: "loss_report", channel: "phone", end: "received" },
  { branch: "001", daysAgo: 1, kind: "reissue", reason: "lost", channel: "phone", end: "received" },
  { branch: "014", daysAgo: 0, kind: "reissue", reason: "lost", end: "submitted" },
  { branch: "014", daysAgo: 1, kind: "new", end: "submitted" },
  { branch: "014", daysAgo: 2, kind: "reissue", reason: "battery_dead", end: "returned" },
  { branch: "014", daysAgo: 0, kind: "unlock", end: "received" },
  { branch: "014", daysAgo: 1, kind: "loss_report", channel: "phone", end: "received" },
  { branch: "027", daysAgo: 0, kind: "exchange", end: "submitted" },
  { branch: "027", daysAgo: 0, kind: "reissue", reason: "initial_defect", end: "submitted" },
  { branch: "027", daysAgo: 1, kind: "reissue", reason: "damaged", end: "incomplete" },
  { branch: "027", daysAgo: 2, kind: "new", end: "returned" },
];

type Ordered = {
  branch: BranchCode;
  approved: number;
  allocated?: number;
  shipped?: number;
  end: OrderPlan["end"];
  mail?: OrderPlan["mail"];
};

/** Orders by the business days since each step. Ten after its approval an order is late. */
const underWay: readonly Ordered[] = [
  { branch: "001", approved: 1, end: "placed" },
  { branch: "014", approved: 2, end: "placed" },
  { branch: "027", approved: 1, end: "placed" },
  { branch: "001", approved: 9, end: "placed" },
  { branch: "014", approved: 8, end: "placed" },
  { branch: "001", approved: 13, end: "placed" },
  { branch: "001", approved: 3, allocated: 1, end: "allocated" },
  { branch: "014", approved: 3, allocated: 1, end: "allocated" },
  { branch: "027", approved: 12, allocated: 9, end: "allocated" },
  { branch: "001", approved: 4, allocated: 1, shipped: 0, end: "shipped", mail: "posted" },
  { branch: "001", approved: 5, allocated: 2, shipped: 1, end: "shipped", mail: "in_transit" },
  { branch: "014", approved: 6, allocated: 3, shipped: 2, end: "shipped", mail: "arrived" },
  { branch: "027", approved: 6, allocated: 3, shipped: 2, end: "shipped", mail: "out_for_delivery" },
  { branch: "001", approved: 7, allocated: 4, shipped: 3, end: "shipped", mail: "absent" },
  { branch: "001", approved: 13, allocated: 5, shipped: 4, end: "shipped", mail: "held" },
  { branch: "014", approved: 8, allocated: 5, shipped: 4, end: "shipped", mail: "held" },
  { branch: "014", approved: 15, allocated: 12, shipped: 11, end: "shipped", mail: "in_transit" },
  { branch: "001", approved: 14, allocated: 10, shipped: 9, end: "shipped", mail: "returning" },
  { branch: "014", approved: 85, allocated: 82, shipped: 81, end: "shipped", mail: "returned" },
  { branch: "001", approved: 16, allocated: 13, shipped: 12, end: "shipped", mail: "returned" },
  { branch: "027", approved: 17, allocated: 14, shipped: 13, end: "shipped", mail: "returned" },
  { branch: "014", approved: 8, allocated: 5, shipped: 4, end: "delivered" },
  { branch: "027", approved: 9, allocated: 6, shipped: 5, end: "delivered" },
];

/** Plans the work that lies on the desks now: a handful for each queue. */
export function planToday(desk: Desk, take: TakeCustomer): void {
  const { random, timeline } = desk;
  const when = moments(desk);
  for (const { branch, daysAgo, ...plan } of waiting) {
    const customer = take(branch, plan.kind === "new" ? "nothing" : "token");
    const keyedAt = when(daysAgo, 0.1 + random.next() * 0.5);
    if (plan.kind === "unlock") timeline.plan(when(daysAgo + 1, 1.5), (now) => lockOut(desk, customer, now));
    planForm(desk, customer, { ...plan, keyedAt });
  }
  for (const order of underWay) {
    const kind = random.chance(0.25) ? "new" : "reissue";
    const customer = take(order.branch, kind === "new" ? "nothing" : "token");
    planUnderWay(desk, customer, { ...order, form: kind === "new" ? { kind } : drawReissue(desk) });
  }
  planFound(desk, take("001", "token"));
  planLost(desk, take("027", "token"));
  planDispatch(desk, when(0, 0.8));
}

/** The contracts that people are sent to try things on, told apart by where they stand. */
export function planWalk(
  desk: Desk,
  walk: { delivered: readonly Customer[]; gap: readonly Customer[]; locked: readonly Customer[] },
): void {
  const when = moments(desk);
  for (const customer of walk.delivered) {
    const order = { branch: customer.branchCode, approved: 8, allocated: 6, shipped: 5 };
    planUnderWay(desk, customer, { ...order, end: "delivered", form: drawReissue(desk) });
  }
  for (const [index, customer] of walk.gap.entries()) {
    const order = { branch: customer.branchCode, approved: 1 + (index % 4), end: "placed" as const };
    planUnderWay(desk, customer, { ...order, form: drawReissue(desk) });
  }
  for (const [index, customer] of walk.locked.entries()) {
    desk.timeline.plan(when(1 + (index % 3), 1.4), (now) => lockOut(desk, customer, now));
  }
}

function drawReissue({ random }: Desk): Pick<FormPlan, "kind" | "reason"> {
  return { kind: "reissue", reason: random.pick(["lost", "battery_dead", "damaged", "faulty"]) };
}

function planUnderWay(
  desk: Desk,
  customer: Customer,
  { approved, allocated, shipped, end, mail, form }: Ordered & { form: Pick<FormPlan, "kind" | "reason"> },
): void {
  const { random } = desk;
  const when = moments(desk);
  const keyedAt = when(approved, 0.1 + random.next() * 0.3);
  const approvedAt = planForm(desk, customer, {
    ...form,
    keyedAt,
    channel: "counter",
    waits: random.int(20, 90),
  });
  planOrder(desk, customer, {
    approvedAt,
    end,
    ...(mail && { mail }),
    ...(allocated !== undefined && { allocatedAt: when(allocated, 0.2 + random.next() * 0.4) }),
    ...(shipped !== undefined && { shippedAt: when(shipped, 0.4 + random.next() * 0.2) }),
  });
}

/** Reported lost by phone, found again: the report that reopens the serial waits for its approver. */
function planFound(desk: Desk, customer: Customer): void {
  const when = moments(desk);
  planForm(desk, customer, { kind: "loss_report", channel: "phone", end: "received", keyedAt: when(3, 0.5) });
  planForm(desk, customer, { kind: "found_report", end: "submitted", keyedAt: when(0, 0.3) });
}

/** Nothing more was heard of its first mail: given up for lost, and another token is on its way. */
function planLost(desk: Desk, customer: Customer): void {
  const when = moments(desk);
  const form = { kind: "reissue", reason: "damaged", channel: "counter", waits: 40 } as const;
  const approvedAt = planForm(desk, customer, { ...form, keyedAt: when(18, 0.2) });
  const sent = { end: "shipped", allocatedAt: when(17, 0.3), shippedAt: when(16, 0.5) } as const;
  planOrder(desk, customer, { ...sent, approvedAt, mail: "in_transit" });
  const lostAt = when(4, 0.3);
  desk.timeline.plan(lostAt, async (now) => {
    const order = await findOpenOrder(desk.db, customer.id);
    const operations = staffContext(desk, anyStaff(desk, "operations"), now);
    await declareMailLost(operations, { orderId: order?.id, reason: "郵便局の調査でも見つからず" });
  });
  const again = { end: "shipped", allocatedAt: when(3, 0.3), shippedAt: when(2, 0.5) } as const;
  planOrder(desk, customer, { ...again, approvedAt: lostAt, mail: "arrived" });
}

/** A moment of the business day so many before the last, at a share of its counter's hours. */
function moments({ now }: Desk): (daysAgo: number, share: number) => Date {
  const last = lastWorkDay(now);
  return (daysAgo, share) => {
    if (daysAgo === 0) return atMinute(last.day, opens + share * (last.until - opens));
    return atMinute(businessDaysBefore(last.day, daysAgo), opens + share * 450);
  };
}
