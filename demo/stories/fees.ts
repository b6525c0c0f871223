import { desc, eq, lt } from "drizzle-orm";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";
import type { FeeEntryKind } from "#core/fees/rules.ts";
import { feeEntries, fees } from "#db/schema/fees.ts";
import { anyStaff, type Desk } from "#demo/desk.ts";
import { atMinute, businessDayFrom } from "#demo/work-time.ts";

type Due = { id: string; grossYen: number; assessedAt: Date; newest: FeeEntryKind };

/**
 * Plans each month's collection of fees, which no command does yet: on the 10th the month before is billed to
 * the accounts, on the 27th the result comes back. Some are paid at the counter, waived, or refunded.
 */
export function planCollection(desk: Desk, from: string): void {
  const end = japanDay(desk.now);
  for (let month = from.slice(0, 7); month <= end.slice(0, 7); month = nextMonth(month)) {
    desk.timeline.plan(atMinute(businessDayFrom(`${month}-10`), 16 * 60), (now) => bill(desk, now));
    desk.timeline.plan(atMinute(businessDayFrom(`${month}-27`), 16 * 60), (now) => collect(desk, now));
  }
}

async function bill(desk: Desk, now: Date): Promise<void> {
  const { random } = desk;
  const firstOfMonth = startOfJapanDay(`${japanDay(now).slice(0, 7)}-01`);
  for (const fee of await feesBefore(desk, firstOfMonth)) {
    if (fee.newest === "debit_failed") await enter(desk, fee, { kind: "billed", at: now, note: "再請求" });
    if (fee.newest !== "assessed") continue;
    const way = random.weighted<FeeEntryKind>([
      [12, "collected"],
      [4, "waived"],
      [84, "billed"],
    ]);
    if (way === "collected") {
      const at = new Date(fee.assessedAt.getTime() + random.int(3, 20) * 60_000);
      await enter(desk, fee, { kind: way, at, note: "窓口現金" });
    } else if (way === "waived") {
      await enter(desk, fee, { kind: way, at: now, note: "当金庫の事情による免除" });
    } else await enter(desk, fee, { kind: way, at: now, note: "口座振替請求" });
  }
}

async function collect(desk: Desk, now: Date): Promise<void> {
  const { random } = desk;
  for (const fee of await feesBefore(desk, now)) {
    if (fee.newest === "collected" && fee.assessedAt < startOfJapanDay(addDays(japanDay(now), -60))) {
      if (random.chance(0.004)) await enter(desk, fee, { kind: "refunded", at: now, note: "初期不良と判明" });
    }
    if (fee.newest !== "billed") continue;
    const failed = random.chance(0.08);
    const note = failed ? "資金不足" : "口座振替";
    await enter(desk, fee, { kind: failed ? "debit_failed" : "collected", at: now, note });
  }
}

/** Fees of more than nothing assessed before an instant, with the newest entry of each ledger. */
async function feesBefore({ db }: Desk, before: Date): Promise<Due[]> {
  const newest = db
    .selectDistinctOn([feeEntries.feeId], { feeId: feeEntries.feeId, kind: feeEntries.kind })
    .from(feeEntries)
    .orderBy(feeEntries.feeId, desc(feeEntries.enteredAt), desc(feeEntries.id))
    .as("newest");
  const found = await db
    .select({ id: fees.id, grossYen: fees.grossYen, assessedAt: fees.assessedAt, newest: newest.kind })
    .from(fees)
    .innerJoin(newest, eq(newest.feeId, fees.id))
    .where(lt(fees.assessedAt, before))
    .orderBy(fees.assessedAt, fees.id);
  return found.filter((fee) => fee.grossYen > 0);
}

async function enter(
  desk: Desk,
  fee: Due,
  { kind, at, note }: { kind: FeeEntryKind; at: Date; note: string },
): Promise<void> {
  const enteredBy = anyStaff(desk, kind === "waived" || kind === "refunded" ? "manager" : "operations").id;
  await desk.db
    .insert(feeEntries)
    .values({ feeId: fee.id, kind, amountYen: fee.grossYen, note, enteredBy, enteredAt: at });
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}
