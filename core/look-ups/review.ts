import { z } from "zod";
import { insertReviews, sumLookUps } from "#db/look-ups.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail, failField } from "../errors.ts";
import { firstDayOf, timeOf } from "./month.ts";

const input = z.object({
  month: z.string("required").regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "choose"),
  /** Whose look-ups; everybody's that nobody has gone through, where nobody is named. */
  staffId: z.union([z.literal("").transform(() => undefined), z.uuid()]).optional(),
  note: z.string("required").trim().min(1, "required").max(500, "tooLong"),
});

/**
 * 点検: signs off a month that is over, person by person, but never one's own look-ups. Fails with `conflict` where
 * nothing is left to sign.
 */
export const reviewLookUps = command<typeof input, { people: number }, StaffActor>({
  name: "lookup.review",
  permit: "lookup.review",
  fresh: true,
  input,
  async run({ tx, actor, now }, { month, staffId, note }) {
    const time = timeOf(month, now);
    if (now < time.until) failField("month", "lookUpMonth.notOver");
    if (staffId === actor.id) fail("forbidden", "ownLookUps");
    const sums = await sumLookUps(tx, time);
    const others = sums.filter(({ id }) => id !== actor.id && (staffId === undefined || id === staffId));
    const day = firstDayOf(month, now);
    const reviews = others.map(({ id, total, unmasked }) => ({
      month: day,
      staffId: id,
      reviewerId: actor.id,
      at: now,
      note,
      lookUps: total,
      unmasked,
    }));
    const signed = reviews.length > 0 ? await insertReviews(tx, reviews) : [];
    if (signed.length === 0) return fail("conflict", "lookUpReview");
    const counted = reviews.filter((review) => signed.includes(review.staffId));
    return {
      result: { people: signed.length },
      change: {
        subject: { kind: "look_up_month", id: month, label: month },
        after: {
          peopleReviewed: others.filter(({ id }) => signed.includes(id)).map((one) => one.name),
          lookUps: counted.reduce((sum, review) => sum + review.lookUps, 0),
          unmasked: counted.reduce((sum, review) => sum + review.unmasked, 0),
        },
        reason: note,
      },
    };
  },
});
