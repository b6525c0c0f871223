type Step = { at: Date; run(at: Date): Promise<unknown> };

/** What will happen, told in order of time; what lies after the end has not happened yet. */
export type Timeline = {
  plan(at: Date, run: Step["run"]): void;
  /**
   * Runs every step up to `until`, the earliest first, and returns how many there were. `afterwards` follows each, some
   * seconds later and before the next.
   */
  play(until: Date, afterwards: (at: Date) => Promise<unknown>): Promise<number>;
};

export function createTimeline(): Timeline {
  const steps: Step[] = [];
  return {
    plan: (at, run) => {
      steps.push({ at, run });
    },
    async play(until, afterwards) {
      const past = steps
        .filter(({ at }) => at <= until)
        .sort((one, other) => one.at.getTime() - other.at.getTime());
      for (const [nth, { at, run }] of past.entries()) {
        await run(at);
        const next = past[nth + 1]?.at ?? until;
        await afterwards(new Date(Math.min(at.getTime() + 20_000, next.getTime())));
      }
      return past.length;
    },
  };
}
