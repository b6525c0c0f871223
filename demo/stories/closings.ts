import { japanDay } from "#core/clock.ts";
import { closeDueMonths } from "#core/fees/close-due-months.ts";
import { closeMonth } from "#core/fees/close-month.ts";
import { closingDayOf } from "#core/fees/closing-month.ts";
import { monthsOf } from "#core/fees/period.ts";
import { readClosingDay } from "#db/fee-closings.ts";
import { type Desk, jobContext, staffContext } from "#demo/desk.ts";
import { atMinute, opens } from "#demo/work-time.ts";

/** The month, counted from the first, that the job left open: a manager closed it by hand. */
const byHand = 6;

/** Plans the closing of each month, in the night of its day, by the job. */
export async function planClosings(desk: Desk, from: string): Promise<void> {
  const businessDay = await readClosingDay(desk.db);
  for (const [nth, month] of monthsOf({ from, until: japanDay(desk.now) }).entries()) {
    const day = closingDayOf(month, businessDay);
    if (nth === byHand) {
      desk.timeline.plan(atMinute(day, opens + 20), async (now) => {
        const manager = desk.staff.find(({ role }) => role === "manager");
        if (manager) await closeMonth(staffContext(desk, manager, now), { month });
      });
    } else desk.timeline.plan(atMinute(day, 1), (now) => closeDueMonths(jobContext(desk, now)));
  }
}
