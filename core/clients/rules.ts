/** What a key may be used for; what each scope allows is in core/permissions.ts. */
export const clientScopes = ["status:read", "login:check", "tokens:resync", "metrics:read"] as const;
export type ClientScope = (typeof clientScopes)[number];

/**
 * How a client stands: two administrators have yet to agree on what it may do, it may call, or none of its keys works
 * any more.
 */
export const clientStates = ["unapproved", "active", "disabled"] as const;
export type ClientState = (typeof clientStates)[number];

/** What of a client asks for somebody's hand: a key that ends soon with none in its place, a change that waits. */
export const clientNeeds = ["soon", "waits"] as const;
export type ClientNeed = (typeof clientNeeds)[number];

/** By what their list is sorted; first the usual way. */
export const clientSorts = ["name", "nextEnd", "lastUsed"] as const;
export type ClientSort = (typeof clientSorts)[number];

/**
 * How a key stands: it works; it works and ends soon with none in its place; it works until the one in its place is in
 * use everywhere; its time is over; it was revoked.
 */
export const keyStates = ["active", "expiring", "overlapping", "expired", "revoked"] as const;
export type KeyState = (typeof keyStates)[number];

/** The longest that a key made at the desk lasts: a change a year, and a month to spare. */
export const mostKeyDays = 400;
/** What is offered for a new key. */
export const usualKeyDays = 365;
/** So long before its end a key stands out. */
export const soonDays = 30;

/** For how long the old key may work beside the new one, in hours; 0 ends it at once. */
export const overlapHours = [0, 1, 24, 168, 336, 720] as const;
export type OverlapHours = (typeof overlapHours)[number];

/** What an administrator does to a client, or with one of its keys, each on a page of its own. */
export const clientDeeds = ["change", "issue", "rotate", "revoke", "disable"] as const;
export type ClientDeed = (typeof clientDeeds)[number];
/** Those that are done to one key. */
export const keyDeeds = ["rotate", "revoke"] as const satisfies readonly ClientDeed[];

const dayMs = 24 * 60 * 60_000;

type Key = { expiresAt: Date | null; revokedAt: Date | null; replaced: boolean };

/** How a key stands at an instant; `replaced` where another was made in its place. */
export function keyStateOf({ expiresAt, revokedAt, replaced }: Key, at: Date): KeyState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= at) return "expired";
  if (replaced) return "overlapping";
  return expiresAt && expiresAt.getTime() - at.getTime() <= soonDays * dayMs ? "expiring" : "active";
}

/** Whether a key in this state may be replaced or revoked: it works still. */
export function isUsable(state: KeyState): boolean {
  return state === "active" || state === "expiring" || state === "overlapping";
}

/** When the old key ends once another is in its place: never later than it would have. */
export function endOfOverlap(expiresAt: Date | null, at: Date, hours: OverlapHours): Date {
  const end = new Date(at.getTime() + hours * 60 * 60_000);
  return expiresAt && expiresAt < end ? expiresAt : end;
}
