type Step = { at: Date; run(at: Date): Promise<unknown> };

/** What will happen, told in order of time; what lies after the end has not happened yet. */
export type Timeline = {
  plan(at: Date, run: Step["run"]): void;
  /** Runs every step up to `until`, the earliest first, and returns how many there were. */
  play(until: Date): Promise<number>;
};

export function createTimeline(): Timeline {
  const steps: Step[] = [];
  return {
    plan: (at, run) => {
      steps.push({ at, run });
    },
    async play(until) {
      const past = steps
        .filter(({ at }) => at <= until)
        .sort((one, other) => one.at.getTime() - other.at.getTime());
      for (const { at, run } of past) await run(at);
      return past.length;
    },
  };
}
