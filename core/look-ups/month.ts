import { z } from "zod";
import { listReviews, sumLookUps } from "#db/look-ups.ts";
import { addMonths, japanDay, startOfJapanDay } from "../clock.ts";
import { query } from "../command.ts";
import { strikingOf } from "./rules.ts";

/** A month as YYYY-MM; what is none reads as the present one. */
export const monthInput = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .optional()
  .catch(undefined);

/** The first day of a month; of the present one in Japan where none is given. */
export function firstDayOf(month: string | undefined, now: Date): string {
  return `${month ?? japanDay(now).slice(0, 7)}-01`;
}

/** A month's first instant in Japan, and the one that no longer counts. */
export function timeOf(month: string | undefined, now: Date): { from: Date; until: Date } {
  const first = firstDayOf(month, now);
  return { from: startOfJapanDay(first), until: startOfJapanDay(addMonths(first, 1)) };
}

/**
 * A month's look-ups by person, who looked most first, with what stands out and who went through them. `over`: the
 * month is, so that it may be signed off; `open`: how many people the actor may sign off.
 */
export const readLookUpMonth = query({
  permit: "lookup.read",
  input: z.object({ month: monthInput }),
  async run({ db, now, actor }, { month }) {
    const first = firstDayOf(month, now);
    const time = timeOf(month, now);
    const [sums, reviews] = await Promise.all([sumLookUps(db, time), listReviews(db, first)]);
    const reviewOf = new Map(reviews.map((review) => [review.staffId, review]));
    const people = sums.map((one) => ({
      ...one,
      striking: strikingOf(one, sums),
      review: reviewOf.get(one.id),
    }));
    const over = now >= time.until;
    const open = over ? people.filter(({ id, review }) => !review && id !== actor.id).length : 0;
    return { month: first.slice(0, 7), people, over, open };
  },
});
