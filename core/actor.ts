import type { Database } from "#db/client.ts";
import type { BranchScope } from "#db/scope.ts";
import { fail } from "./errors.ts";
import type { SealKeys } from "./seal.ts";
import { branchRoles, type Role } from "./staff/rules.ts";

export type StaffActor = {
  kind: "staff";
  id: string;
  name: string;
  role: Role;
  /** Set for the roles of a branch, null for head office. */
  branchCode: string | null;
  /** Until when the last OTP of this session counts as a fresh one; null where it has shown none. */
  confirmedUntil: Date | null;
  /** When this session was signed in to; a fresh OTP changes its id, not this. */
  signedInAt: Date;
  /** The absent colleagues whose branches this person acts for today. */
  standsInFor: readonly StoodInFor[];
};
/** Somebody away, whose branch another of the same rank acts for. */
export type StoodInFor = { id: string; name: string; branchCode: string; branchName: string };
export type CustomerActor = { kind: "customer"; id: string; name: string };
/** Another system, by its API key. */
export type ClientActor = { kind: "client"; id: string; name: string; scopes: readonly string[] };
export type SystemActor = { kind: "system"; id: null; name: string };

export type Actor = StaffActor | CustomerActor | ClientActor | SystemActor;

/** Who calls, from where, at what time, and with what: all that a command or query is given from outside. */
export type Context<A extends Actor = Actor> = {
  actor: A;
  db: Database;
  now: Date;
  keys: SealKeys;
  request: { id: string; address: string };
};

/** Which branches an actor's statements are narrowed to. Fails with `forbidden` for a branch's role without one. */
export function branchScope(actor: Actor): BranchScope {
  if (actor.kind !== "staff" || !(branchRoles as readonly Role[]).includes(actor.role)) return null;
  const own = actor.branchCode ?? fail("forbidden", "branch");
  return [...new Set([own, ...actor.standsInFor.map(({ branchCode }) => branchCode)])];
}

/** The colleagues in whose place the actor does something to a branch's records; none at their own branch. */
export function inPlaceOf(actor: Actor, branchCode: string | null | undefined): readonly StoodInFor[] {
  if (actor.kind !== "staff" || actor.branchCode === branchCode) return [];
  return actor.standsInFor.filter((absent) => absent.branchCode === branchCode);
}

/** Whether the person has shown a fresh OTP. Whoever is no member of staff has none to show. */
export function isConfirmed(actor: Actor, now: Date): boolean {
  return actor.kind !== "staff" || (actor.confirmedUntil !== null && actor.confirmedUntil >= now);
}
