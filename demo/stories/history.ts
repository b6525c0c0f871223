import { isBusinessDay } from "#core/calendar.ts";
import { addDays, japanDay } from "#core/clock.ts";
import type { FormKind, ReissueReason } from "#core/forms/rules.ts";
import type { Customer, Desk } from "#demo/desk.ts";
import { atMinute, businessDayFrom, closes, opens } from "#demo/work-time.ts";
import { lockOut, logIn } from "./customer.ts";
import { type FormPlan, type FormTwist, planForm } from "./form.ts";
import { type OrderPlan, planOrder } from "./order.ts";

const day = 86_400_000;

type Story =
  | "new"
  | "exchange"
  | "reissue"
  | "unlock"
  | "unenroll"
  | "lost_and_found"
  | "lost_by_phone"
  | "form_cancelled";

const stories: readonly (readonly [weight: number, story: Story])[] = [
  [24, "new"],
  [44, "reissue"],
  [6, "exchange"],
  [12, "unlock"],
  [3, "unenroll"],
  [5, "lost_and_found"],
  [6, "lost_by_phone"],
  [3, "form_cancelled"],
];

const reasons: readonly (readonly [weight: number, reason: ReissueReason])[] = [
  [13, "battery_dead"],
  [14, "lost"],
  [6, "damaged"],
  [5, "faulty"],
  [2, "stolen"],
  [2, "initial_defect"],
];

const twists: readonly (readonly [weight: number, twist: FormTwist])[] = [
  [86, "straight"],
  [9, "returned"],
  [5, "incomplete"],
];

const mails: readonly (readonly [weight: number, plan: Pick<OrderPlan, "mail" | "again" | "end">])[] = [
  [74, { mail: "quick" }],
  [15, { mail: "missed" }],
  [4, { mail: "comes_back", again: true }],
  [3, { mail: "comes_back", end: "closed" }],
  [4, { end: "cancelled" }],
];

/** Plans what the branches did from one day up to another, more in some months than in others. */
export function planHistory(
  desk: Desk,
  customers: readonly Customer[],
  { from, to }: { from: string; to: string },
): void {
  const { random } = desk;
  const pace = new Map<string, number>();
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (!isBusinessDay(date)) continue;
    const month = date.slice(0, 7);
    const ofMonth = pace.get(month) ?? 0.45 + random.next() * 0.6;
    pace.set(month, ofMonth);
    // What lies on the desks today was begun in these last weeks too.
    const share = date < addDays(to, -24) ? 1 : 0.25;
    const count = Math.floor(ofMonth * share + random.next());
    for (let nth = 0; nth < count; nth++) {
      const at = atMinute(date, random.int(opens + 5, closes - 90));
      planStory(desk, customers, at);
    }
  }
}

/** Plans the contracts that people try a login on: some have held their token for years, some ordered one. */
export function planRegistered(
  desk: Desk,
  { always, lately }: { always: readonly Customer[]; lately: readonly Customer[] },
): void {
  const { random, timeline, now } = desk;
  for (const [index, customer] of lately.entries()) {
    const keyedAt = atMinute(
      businessDayFrom(addDays(japanDay(now), -70 - index * 55)),
      opens + 40 + index * 50,
    );
    planOrder(desk, customer, {
      approvedAt: planForm(desk, customer, { kind: "new", keyedAt }),
      liesDays: 2,
    });
  }
  for (const customer of [...always, ...lately]) {
    for (const daysAgo of [1, 5, 12, 26]) {
      const evening = atMinute(addDays(japanDay(now), -daysAgo), random.int(17 * 60, 22 * 60));
      timeline.plan(evening, (at) => logIn(desk, customer, at));
    }
  }
}

function planStory(desk: Desk, customers: readonly Customer[], at: Date): void {
  const { random } = desk;
  const story = random.weighted(stories);
  const holds = story === "new" ? "nothing" : "token";
  const idle = customers.filter((one) => one.holds === holds && one.busyUntil <= at);
  if (idle.length === 0) return;
  const customer = random.pick(idle);
  const end = tell(desk, customer, { story, at });
  customer.busyUntil = new Date(end.getTime() + random.int(10, 60) * day);
}

function tell(desk: Desk, customer: Customer, { story, at }: { story: Story; at: Date }): Date {
  const { random, timeline } = desk;
  const form = (kind: FormKind, plan: Partial<FormPlan> = {}) =>
    planForm(desk, customer, { kind, keyedAt: at, ...plan });
  const twist = random.weighted(twists);
  switch (story) {
    case "new":
      return order(desk, customer, form("new", { twist }));
    case "exchange": {
      const exchanged = order(desk, customer, form("exchange", { twist }));
      // Without the new token the old one goes on.
      customer.holds = "token";
      return exchanged;
    }
    case "reissue":
      return order(desk, customer, form("reissue", { reason: random.weighted(reasons), twist }));
    case "unlock": {
      const evening = atMinute(addDays(japanDay(at), -1), 18 * 60 + random.int(0, 240));
      timeline.plan(evening, (now) => lockOut(desk, customer, now));
      const unlocked = form("unlock", { twist });
      const again = new Date(unlocked.getTime() + random.int(1, 30) * (day / 24));
      timeline.plan(again, (now) => logIn(desk, customer, now));
      return again;
    }
    case "unenroll":
      customer.holds = "nothing";
      return form("unenroll");
    case "lost_and_found": {
      const byPhone = random.chance(0.5);
      const lost = form("loss_report", byPhone ? { channel: "phone", end: "received" } : {});
      const found = atMinute(businessDayFrom(addDays(japanDay(lost), 1)), random.int(opens, opens + 300));
      return form("found_report", { keyedAt: found });
    }
    case "lost_by_phone": {
      const reported = form("loss_report", { channel: "phone" });
      const keyedAt = new Date(reported.getTime() + 60_000);
      return order(desk, customer, form("reissue", { reason: "lost", keyedAt }));
    }
    case "form_cancelled":
      return form("reissue", { reason: random.pick(["faulty", "battery_dead"]), end: "cancelled" });
  }
}

function order(desk: Desk, customer: Customer, approvedAt: Date): Date {
  const plan = desk.random.weighted(mails);
  customer.holds = plan.end === undefined ? "token" : "nothing";
  return planOrder(desk, customer, { approvedAt, ...plan });
}
