import { type SQL, sql } from "drizzle-orm";
import type { FeeState } from "#core/fees/rules.ts";
import type { OrderKind, ReissueReason } from "#core/forms/rules.ts";
import type { standings } from "./fee-ledgers.ts";
import { type BranchScope, inBranch } from "./scope.ts";

/** A time: from `starts` on and before `ends`. */
export type Span = { starts: Date; ends: Date };

/** What of a time is read from closed months (YYYY-MM), and what is summed from the entries. */
export type Frozen = {
  /** The last closed month that ends with the time or before it. */
  base: { month: string; ends: Date } | null;
  months: { from: string; through: string } | null;
  /** What the time has before those months, in the base or before it. */
  before: Span | null;
  /** And what it has after the base. */
  tail: Span | null;
};

/** Which fees a report is about, and of which time. */
export type FeesAsked = Span & {
  frozen: Frozen;
  scope: BranchScope;
  kind?: OrderKind | undefined;
  reason?: ReissueReason | undefined;
  state?: FeeState | undefined;
};

/** Said of the fees, or of what is frozen of them, that are asked about. */
export const about =
  ({ scope, kind, reason }: FeesAsked) =>
  (of: SQL): SQL =>
    sql`${inBranch(sql`${of}.branch_code`, scope) ?? sql`true`} and ${kind ? sql`${of}.kind = ${kind}` : sql`true`}
      and ${reason ? sql`${of}.reason = ${reason}` : sql`true`}`;

export const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;
/** Said of standings, or of what is frozen of them, by `s`. */
export const inState = ({ state }: FeesAsked): SQL => (state ? sql`s.state = ${state}` : sql`true`);
/** The ledgers that can be open at the end: those open at the end of the base, and those entered in since, in the tail. */
export function openAt(asked: FeesAsked): Parameters<typeof standings>[0] {
  const { base } = asked.frozen;
  return {
    starts: instant(asked.frozen.tail?.starts ?? asked.ends),
    ends: instant(asked.ends),
    since: base && instant(base.ends),
    base: base && sql`${base.month}`,
    about: about(asked),
  };
}

/** Whether no fee is left out, and none need be looked up to tell. */
export const ofAll = ({ scope, kind, reason }: FeesAsked): boolean => scope === null && !kind && !reason;
