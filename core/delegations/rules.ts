/** Ranks whose people may name one another as substitutes. */
export const delegableRoles = ["approver"] as const;

/** The longest absence, in days; whoever is away for longer has another role or branch. */
export const longestAbsenceDays = 92;

/** Where a delegation stands on a day: not begun, in force, past its last day, or ended by one of the two. */
export const delegationStates = ["coming", "current", "past", "ended"] as const;
export type DelegationState = (typeof delegationStates)[number];

/** By what their list is sorted, first the usual way, the last to begin first. */
export const delegationSorts = ["fromOn", "untilOn"] as const;
export type DelegationSort = (typeof delegationSorts)[number];

/** What the dates and the ending of a delegation say on a day; all of them YYYY-MM-DD in Japan. */
export function delegationState(
  { fromOn, untilOn, endedAt }: { fromOn: string; untilOn: string; endedAt: Date | null },
  today: string,
): DelegationState {
  if (endedAt) return "ended";
  if (today < fromOn) return "coming";
  return today > untilOn ? "past" : "current";
}

/** Whether somebody is one of its two people, who alone may end it. */
export function isParty(
  { absentId, substituteId }: { absentId: string; substituteId: string },
  staffId: string,
): boolean {
  return absentId === staffId || substituteId === staffId;
}

type Person = { role: string; disabledAt: Date | null };

/** Whether two people are both enabled and of the same delegable rank: only then is a delegation in force. */
export function isOfOneRank(absent: Person, substitute: Person): boolean {
  const enabled = absent.disabledAt === null && substitute.disabledAt === null;
  return (
    enabled && absent.role === substitute.role && (delegableRoles as readonly string[]).includes(absent.role)
  );
}
