import { v7 } from "uuid";
import type { Context, StaffActor } from "#core/actor.ts";
import type { SealKeys } from "#core/seal.ts";
import type { Role } from "#core/staff/rules.ts";
import type { Database } from "#db/client.ts";
import type { DemoContract } from "./people/contracts.ts";
import type { DemoToken } from "./people/stock.ts";
import type { Random } from "./random.ts";
import type { Timeline } from "./timeline.ts";

/** A contract in the database, and what the story knows of its customer. */
export type Customer = DemoContract & {
  id: string;
  /** The serial in the customer's hands, as the plan has it. */
  holds: "nothing" | "token";
  /** People are to try things on it: its tokens are of the commonest kind. */
  plain: boolean;
  /** Until then a story about this contract is going on. */
  busyUntil: Date;
};

/** The shelf of tokens ready to be sent, the oldest first. */
export type Stock = {
  arrive(lot: readonly DemoToken[]): void;
  /** Throws where nothing is left. */
  take(plain: boolean): DemoToken;
  putBack(token: DemoToken): void;
};

/** Everything that a story is told with. */
export type Desk = {
  db: Database;
  keys: SealKeys;
  random: Random;
  timeline: Timeline;
  now: Date;
  stock: Stock;
  staff: readonly StaffActor[];
};

/** The context of a member of staff who works at a moment of the story, with an OTP just shown. */
export function staffContext({ db, keys }: Desk, actor: StaffActor, now: Date): Context<StaffActor> {
  return {
    actor: { ...actor, confirmedUntil: now },
    db,
    now,
    keys,
    request: { id: `demo-${now.getTime().toString(36)}`, address: "192.0.2.10" },
  };
}

/** The context of the jobs at a moment of the story. */
export function jobContext({ db, keys }: Desk, now: Date): Context {
  const actor = { kind: "system", id: null, name: "jobs" } as const;
  return { actor, db, now, keys, request: { id: v7(), address: "" } };
}

/** Somebody of a role, of one branch where the role belongs to one. */
export function anyStaff({ staff, random }: Desk, role: Role, branchCode: string | null = null): StaffActor {
  return random.pick(staff.filter((one) => one.role === role && one.branchCode === branchCode));
}

/** The first of a role of one branch: for what must not throw the story's dice. */
export function firstStaff({ staff }: Desk, role: Role, branchCode: string): StaffActor {
  const found = staff.find((one) => one.role === role && one.branchCode === branchCode);
  if (!found) throw new Error(`branch ${branchCode} has no ${role}`);
  return found;
}
