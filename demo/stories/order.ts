import type { Context, StaffActor } from "#core/actor.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import type { MailState } from "#core/shipments/rules.ts";
import { findOpenOrder } from "#db/orders.ts";
import { listShipments } from "#db/shipments.ts";
import { anyStaff, type Customer, type Desk, staffContext } from "#demo/desk.ts";
import type { DemoToken } from "#demo/people/stock.ts";
import type { Random } from "#demo/random.ts";
import { workLater } from "#demo/work-time.ts";
import { registerToken } from "./customer.ts";

/** What becomes of the mail: a course that ends in `delivered` or `returned`, or where it rests today. */
export type MailCourse = "quick" | "missed" | "comes_back" | MailState;

export type OrderEnd =
  | "placed"
  | "allocated"
  | "cancelled"
  | "shipped"
  | "delivered"
  | "closed"
  | "registered";

export type OrderPlan = {
  approvedAt: Date;
  end?: OrderEnd;
  mail?: MailCourse;
  /** Sent once more after it came back. */
  again?: boolean;
  /** Where the day matters; otherwise drawn. */
  allocatedAt?: Date;
  shippedAt?: Date;
  /** Days that the customer lets the letter lie. */
  liesDays?: number;
};

const hour = 3_600_000;
const courses: Record<
  "quick" | "missed" | "comes_back",
  readonly (readonly [afterHours: number, MailState])[]
> = {
  quick: [
    [4, "in_transit"],
    [16, "arrived"],
    [19, "out_for_delivery"],
    [23, "delivered"],
  ],
  missed: [
    [4, "in_transit"],
    [16, "arrived"],
    [19, "out_for_delivery"],
    [22, "absent"],
    [24, "held"],
    [68, "out_for_delivery"],
    [71, "delivered"],
  ],
  comes_back: [
    [4, "in_transit"],
    [16, "arrived"],
    [19, "out_for_delivery"],
    [22, "absent"],
    [24, "held"],
    [195, "returning"],
    [220, "returned"],
  ],
};

/** The events up to the first that is `rest`, for mail that is still on its way. */
function courseTo(rest: MailState): readonly (readonly [number, MailState])[] {
  const whole = rest === "delivered" ? courses.quick : courses.comes_back;
  const end = whole.findIndex(([, event]) => event === rest);
  return whole.slice(0, end + 1);
}

/** Plans an approved order from allocation to registration; returns the moment of its last step. */
export function planOrder(desk: Desk, customer: Customer, plan: OrderPlan): Date {
  const { random, timeline, db, stock } = desk;
  const { end = "registered", mail = "quick" } = plan;
  let at = plan.approvedAt;
  let sent: DemoToken | undefined;
  const operations = (now: Date) => staffContext(desk, anyStaff(desk, "operations"), now);
  let known: string | undefined;
  const orderId = async () => {
    known ??= (await findOpenOrder(db, customer.id))?.id;
    return known;
  };
  const next = (when: number | Date, run: (at: Date) => Promise<unknown>) => {
    at = typeof when === "number" ? workLater(at, when) : when;
    timeline.plan(at, run);
  };

  if (end === "placed") return at;
  if (end === "cancelled" && random.chance(0.5)) {
    next(random.int(100, 700), async (now) => {
      const reason = "お客様の申し出により取消";
      await cancelOrder(operations(now), { orderId: await orderId(), reason });
    });
    return at;
  }
  next(plan.allocatedAt ?? random.int(120, 1300), async (now) => {
    sent = stock.take(customer.plain);
    await allocateSerial(operations(now), { orderId: await orderId(), serial: sent.serial });
  });
  if (end === "allocated") return at;
  if (end === "cancelled") {
    next(random.int(60, 300), async (now) => {
      await cancelOrder(operations(now), { orderId: await orderId(), reason: "住所確認が取れないため取消" });
      if (sent) stock.putBack(sent);
    });
    return at;
  }
  next(plan.shippedAt ?? random.int(40, 700), async (now) => {
    await shipOrder(operations(now), { orderId: await orderId(), trackingNumber: drawTracking(random) });
  });
  let happened = planMail(desk, customer, { shippedAt: at, mail, orderId, recordedBy: operations });
  const cameBack = mail === "comes_back" || mail === "returned";
  if (end === "closed") {
    at = happened;
    next(random.int(900, 4000), async (now) => {
      await closeOrder(operations(now), { orderId: await orderId(), reason: "保管期間経過、再送の希望なし" });
    });
    return at;
  }
  if (cameBack && plan.again) {
    at = happened;
    next(random.int(400, 1500), async (now) => {
      await shipOrder(operations(now), { orderId: await orderId(), trackingNumber: drawTracking(random) });
    });
    happened = planMail(desk, customer, { shippedAt: at, mail: "quick", orderId, recordedBy: operations });
  } else if (cameBack) return happened;
  if (end === "shipped" || end === "delivered") return happened;
  const lies =
    plan.liesDays ??
    random.weighted([
      [6, random.next()],
      [3, random.int(1, 4)],
      [1, random.int(5, 11)],
    ]);
  const registered = new Date(happened.getTime() + Math.round((lies * 24 + 1.5 + random.next() * 3) * hour));
  timeline.plan(registered, (now) => registerToken(desk, customer, now));
  return registered;
}

type Posted = {
  shippedAt: Date;
  mail: MailCourse;
  orderId(): Promise<string | undefined>;
  recordedBy(now: Date): Context<StaffActor>;
};

/** Plans what the post says of a shipment and when operations key it; returns the last keying. */
function planMail(
  { random, timeline, db, now: today }: Desk,
  customer: Customer,
  { shippedAt, mail, orderId, recordedBy }: Posted,
): Date {
  const whole = mail in courses ? courses[mail as keyof typeof courses] : courseTo(mail as MailState);
  // Nobody keys every stop of mail that arrives: of what is long past only the end was written down.
  const course = today.getTime() - shippedAt.getTime() > 60 * 24 * hour ? whole.slice(-2) : whole;
  const offset = random.next() * 2;
  const office = customer.branchCode === "027" ? "浜名郵便局" : "遠州郵便局";
  let shipmentId: string | undefined;
  let keyedAt = shippedAt;
  for (const [afterHours, event] of course) {
    const happenedAt = new Date(shippedAt.getTime() + Math.round((afterHours + offset) * hour));
    const keyed = workLater(happenedAt, random.int(5, 40)).getTime();
    keyedAt = new Date(Math.max(keyed, keyedAt.getTime()));
    timeline.plan(keyedAt, async (now) => {
      shipmentId ??= (await listShipments(db, (await orderId()) ?? ""))[0]?.id;
      await recordMailEvent(recordedBy(now), { shipmentId, event, happenedAt, office });
    });
  }
  return keyedAt;
}

/** A number of Japan Post: eleven digits and their remainder modulo 7. */
function drawTracking(random: Random): string {
  const digits = `${random.int(1, 6)}${random.digits(10)}`;
  return `${digits}${Number(digits) % 7}`;
}
