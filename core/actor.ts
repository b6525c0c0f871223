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
};
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
  return [actor.branchCode ?? fail("forbidden", "branch")];
}
