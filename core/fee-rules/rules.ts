/** What a change sets from a day on: a fee before tax in whole yen, or the rate of consumption tax in whole percent. */
export const feeRuleSubjects = ["fee", "tax_rate"] as const;
export type FeeRuleSubject = (typeof feeRuleSubjects)[number];

/** The most that may be asked for of either; within the CHECKs of their tables. */
export const mostOf = { fee: 100_000, tax_rate: 100 } as const satisfies Record<FeeRuleSubject, number>;

/** Whether a row of an effective-dated table has had its time, holds, or is still to come. */
export type FeeRuleStage = "past" | "in_force" | "planned";

/** Where a row stands on a day among the rows that say something of the same; days are YYYY-MM-DD in Japan. */
export function stageOn(
  row: { validFrom: string },
  ofTheSame: readonly { validFrom: string }[],
  today: string,
): FeeRuleStage {
  if (row.validFrom > today) return "planned";
  const later = ofTheSame.some(({ validFrom }) => validFrom > row.validFrom && validFrom <= today);
  return later ? "past" : "in_force";
}

/** Whether a change may still take effect on its day: a day that has begun, in Japan, is never changed. */
export function mayTakeEffect({ validFrom }: { validFrom: string }, today: string): boolean {
  return validFrom > today;
}
