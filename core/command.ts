import type { z } from "zod";
import { type NewAuditRow, writeAudit } from "#db/audit.ts";
import { type Database, type Tx, transact } from "#db/client.ts";
import type { BranchScope } from "#db/scope.ts";
import { type Actor, branchScope, type Context, inPlaceOf, isConfirmed } from "./actor.ts";
import { fail } from "./errors.ts";
import { readInput } from "./input.ts";
import { type Permission, permits } from "./permissions.ts";

/** What a command did to one thing, for the audit: a row with the facts that people ask for later. */
export type Change = {
  subject: { kind: string; id: string; label: string };
  contractId?: string | null;
  branchCode?: string | null;
  before?: Record<string, unknown>;
  after: Record<string, unknown>;
  reason?: string | null;
  /** The form that it carries out, and who keyed or asked for, and approved, what it carries out. */
  formNumber?: number | null | undefined;
  makerId?: string | null | undefined;
  checkerId?: string | null | undefined;
};

type Given<A extends Actor> = Omit<Context<A>, "db"> & { scope: BranchScope };

type Command<A extends Actor, Input extends z.ZodType, Result> = {
  name: string;
  permit: Permission;
  /** Whether a member of staff must have shown a fresh OTP for it. */
  fresh?: true;
  input: Input;
  /** Awaits nothing but SQL: see `transact`. */
  run(
    given: Given<A> & { tx: Tx },
    input: z.output<Input>,
  ): Promise<{ result: Result; change: Change | Changes }>;
};

/** Of a command for many things at once: each of them has its row. */
export type Changes = readonly [Change, ...Change[]];

/**
 * Something the bank does. The returned function checks the permission, the fresh OTP, then the input, and runs in
 * one transaction that also writes the audit. Fails with `forbidden`, `confirm`, `invalid`, or what `run` fails with.
 */
export function command<Input extends z.ZodType, Result, A extends Actor = Actor>(
  definition: Command<A, Input, Result>,
): (context: Context<A>, input: unknown) => Promise<Result> {
  return async ({ db, ...context }, raw) => {
    const input = admit(definition, context, raw);
    const given = { ...context, scope: branchScope(context.actor) };
    return transact(db, async (tx) => {
      const { result, change } = await definition.run({ ...given, tx }, input);
      const changes = "subject" in change ? [change] : change;
      await writeAudit(
        tx,
        changes.map((one) => auditRow(definition.name, context, one)),
      );
      return result;
    });
  };
}

function auditRow(action: string, { now, actor, request }: Omit<Context, "db">, change: Change): NewAuditRow {
  return {
    at: now,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    subjectKind: change.subject.kind,
    subjectId: change.subject.id,
    subjectLabel: change.subject.label,
    contractId: change.contractId ?? null,
    branchCode: change.branchCode ?? null,
    before: change.before ?? null,
    after: { ...change.after, ...standingIn(actor, change.branchCode) },
    reason: change.reason ?? null,
    requestId: request.id,
    address: request.address,
    formNumber: change.formNumber ?? null,
    makerId: change.makerId ?? null,
    checkerId: change.checkerId ?? null,
  };
}

/** On whose behalf it was done, where the actor stands in for somebody of that branch. */
function standingIn(actor: Actor, branchCode: Change["branchCode"]): { onBehalfOf?: string[] } {
  const absent = inPlaceOf(actor, branchCode);
  return absent.length > 0 ? { onBehalfOf: absent.map(({ name }) => name) } : {};
}

type Query<A extends Actor, Input extends z.ZodType, Result> = {
  permit: Permission;
  fresh?: true;
  input: Input;
  run(given: Given<A> & { db: Database }, input: z.output<Input>): Promise<Result>;
};

/** A look at what is there, narrowed to the actor's branches by `scope`. Fails like a command. */
export function query<Input extends z.ZodType, Result, A extends Actor = Actor>(
  definition: Query<A, Input, Result>,
): (context: Context<A>, input: unknown) => Promise<Result> {
  return async (context, raw) => {
    const input = admit(definition, context, raw);
    return definition.run({ ...context, scope: branchScope(context.actor) }, input);
  };
}

function admit<Input extends z.ZodType>(
  { permit, fresh, input }: { permit: Permission; fresh?: true; input: Input },
  { actor, now }: Pick<Context, "actor" | "now">,
  raw: unknown,
): z.output<Input> {
  if (!permits(actor, permit)) fail("forbidden", permit);
  if (fresh && !isConfirmed(actor, now)) fail("confirm", "otp");
  return readInput(input, raw);
}
