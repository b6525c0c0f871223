/** The pages that show whose contract it is. */
export const lookUpPages = ["contract", "form", "order", "resync", "notice", "mail_address"] as const;
export type LookUpPage = (typeof lookUpPages)[number];

/** How one came to a person's data; `direct` where the address was typed or kept. */
export const lookUpPurposes = [
  "search",
  "queue",
  "form",
  "order",
  "token",
  "contract",
  "review",
  "direct",
] as const;
export type LookUpPurpose = (typeof lookUpPurposes)[number];

/** Why somebody wants to see what is masked; `other` is said in words. */
export const unmaskReasons = ["inquiry", "dispatch", "correction", "complaint", "audit", "other"] as const;

/** How long a customer stays unmasked for one session, from the moment it was asked for. */
export const unmaskedMinutes = 10;

/** Looks of one person at one page of one contract within so many minutes by the clock are one. */
export const lookUpSlotMinutes = 10;

/** Office hours in Japan on a business day, from the one to before the other. */
export const officeHours = { from: "08:00", until: "20:00" } as const;

/** Who reviews the look-ups of others. */
export const reviewerRoles = ["manager", "auditor"] as const;

/** Whose work on a page needs its customer whole, to compare with the paper in hand or the person at the counter. */
const neededWhole: Record<LookUpPage, readonly string[]> = {
  contract: ["clerk", "approver"],
  form: ["clerk", "approver"],
  order: ["clerk", "approver"],
  resync: ["clerk", "approver"],
  notice: ["clerk", "operations"],
  mail_address: ["clerk", "approver"],
};

/** Whether a role sees a page's customer whole without asking; who sends an order out, while it is under way. */
export function needsWhole(
  role: string,
  { page, underWay }: { page: LookUpPage; underWay: boolean },
): boolean {
  if (page === "order" && role === "operations") return underWay;
  return neededWhole[page].includes(role);
}

const ways: readonly (readonly [RegExp, LookUpPurpose])[] = [
  [/^\/(forms|orders|notices|notices\/addresses)?$/, "queue"],
  [/^\/contracts$/, "search"],
  [/^\/contracts\//, "contract"],
  [/^\/forms\//, "form"],
  [/^\/orders\//, "order"],
  [/^\/tokens(\/|$)/, "token"],
  [/^\/(audit|login-events|look-ups|fees)(\/|$)/, "review"],
];

/** What the page that one came from says of the purpose; its path, undefined where there was none. */
export function purposeOf(cameFrom: string | undefined): LookUpPurpose {
  return ways.find(([way]) => cameFrom !== undefined && way.test(cameFrom))?.[1] ?? "direct";
}

/** One person with how often they looked in a month, how often at other branches and at odd hours. */
export type Looker = { id: string; role: string; total: number; otherBranch: number; outsideHours: number };

export const strikingThings = ["many", "otherBranch", "outsideHours"] as const;
export type StrikingThing = (typeof strikingThings)[number];

const manyFrom = 30;
const manyTimes = 3;

/** What a reviewer looks at first: far more looks than colleagues of the rank, other branches', odd hours. */
export function strikingOf(one: Looker, all: readonly Looker[]): StrikingThing[] {
  const others = all.filter(({ id, role }) => id !== one.id && role === one.role).map(({ total }) => total);
  const usual = others.sort((a, b) => a - b)[Math.floor((others.length - 1) / 2)] ?? 0;
  const found = {
    many: others.length > 0 && one.total >= manyFrom && one.total > usual * manyTimes,
    otherBranch: one.otherBranch > 0,
    outsideHours: one.outsideHours > 0,
  };
  return strikingThings.filter((thing) => found[thing]);
}
