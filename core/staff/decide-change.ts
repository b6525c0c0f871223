import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findStaffChange } from "#db/staff-changes.ts";
import { holdAdministrators } from "#db/staff-desk.ts";
import { endSessionsOf } from "#db/staff-sessions.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { decisionNote } from "../proposals/decision.ts";
import { auditOf, endChange } from "./change.ts";
import { findOther } from "./person.ts";

type Decided = { staffId: string };

/** A change that somebody else asked for, of somebody else. */
async function findToDecide(tx: Tx, actor: StaffActor, changeId: string) {
  const change = (await findStaffChange(tx, changeId)) ?? fail("not_found", "staffChange");
  if (change.makerId === actor.id) fail("forbidden", "fourEyes");
  return { change, person: await findOther(tx, actor, change.staffId) };
}

const approveInput = z.object({ changeId: idInput });

const approveCommand = command<typeof approveInput, Decided, StaffActor>({
  name: "staff.approve_change",
  permit: "staff.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now }, { changeId }) {
    // Who decides stays an administrator to the end: of several who put each other out, one is left.
    if (!(await holdAdministrators(tx)).includes(actor.id)) fail("forbidden", "staff.decide");
    const { change, person } = await findToDecide(tx, actor, changeId);
    const approved = await endChange({ tx, now }, change, { event: "approve", checkerId: actor.id });
    if (change.kind === "move") await endSessionsOf(tx, person.id, { at: now });
    return { result: { staffId: person.id }, change: auditOf(approved, person, change.state) };
  },
});

/**
 * Approves a change that somebody else asked for: in force from the commit on, and a moved person signs in anew. Fails
 * with `forbidden` for its maker and for the person concerned, with `conflict` if decided, or overtaken by another.
 */
export const approveStaffChange: typeof approveCommand = (context, change) =>
  explained(approveCommand(context, change));

const turnDownInput = z.object({ changeId: idInput, note: decisionNote });

const turnDownCommand = command<typeof turnDownInput, Decided, StaffActor>({
  name: "staff.turn_down_change",
  permit: "staff.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now }, { changeId, note }) {
    const { change, person } = await findToDecide(tx, actor, changeId);
    const decision = { event: "turn_down", checkerId: actor.id, decisionNote: note } as const;
    const ended = await endChange({ tx, now }, change, decision);
    return {
      result: { staffId: person.id },
      change: { ...auditOf(ended, person, change.state), reason: note },
    };
  },
});

/** Turns a change down, with a note why. Fails like the approval. */
export const turnDownStaffChange: typeof turnDownCommand = (context, change) =>
  explained(turnDownCommand(context, change));

/** Takes back a change that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawStaffChange = command<typeof approveInput, Decided, StaffActor>({
  name: "staff.withdraw_change",
  permit: "staff.manage",
  input: approveInput,
  async run({ tx, actor, now }, { changeId }) {
    const change = (await findStaffChange(tx, changeId)) ?? fail("not_found", "staffChange");
    if (change.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    const person = await findOther(tx, actor, change.staffId);
    const ended = await endChange({ tx, now }, change, { event: "withdraw" });
    return { result: { staffId: person.id }, change: auditOf(ended, person, change.state) };
  },
});
