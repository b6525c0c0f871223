import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findClientChange } from "#db/client-changes.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { decisionNote } from "../proposals/decision.ts";
import { auditOf, clientOf, endChange } from "./change.ts";

type Decided = { clientId: string };

async function changeOf(given: { tx: Tx; now: Date }, changeId: string) {
  const change = (await findClientChange(given.tx, changeId)) ?? fail("not_found", "clientChange");
  return { change, client: await clientOf(given, change.clientId) };
}

const approveInput = z.object({ clientChangeId: idInput });

const approveCommand = command<typeof approveInput, Decided, StaffActor>({
  name: "client.approve_change",
  permit: "client.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now }, { clientChangeId }) {
    const { change, client } = await changeOf({ tx, now }, clientChangeId);
    if (change.makerId === actor.id) fail("forbidden", "fourEyes");
    const approved = await endChange({ tx, now }, change, { event: "approve", checkerId: actor.id });
    return { result: { clientId: client.id }, change: auditOf(approved, client, change.state) };
  },
});

/**
 * Approves a change that somebody else asked for: in force from the commit on, at the next call. Fails with `forbidden`
 * for its maker, with `conflict` if decided, or overtaken by another.
 */
export const approveClientChange: typeof approveCommand = (context, change) =>
  explained(approveCommand(context, change));

const turnDownInput = approveInput.extend({ note: decisionNote });

const turnDownCommand = command<typeof turnDownInput, Decided, StaffActor>({
  name: "client.turn_down_change",
  permit: "client.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now }, { clientChangeId, note }) {
    const { change, client } = await changeOf({ tx, now }, clientChangeId);
    if (change.makerId === actor.id) fail("forbidden", "fourEyes");
    const decision = { event: "turn_down", checkerId: actor.id, decisionNote: note } as const;
    const ended = await endChange({ tx, now }, change, decision);
    return {
      result: { clientId: client.id },
      change: { ...auditOf(ended, client, change.state), reason: note },
    };
  },
});

/** Turns a change down, with a note why. Fails like the approval. */
export const turnDownClientChange: typeof turnDownCommand = (context, change) =>
  explained(turnDownCommand(context, change));

/** Takes back a change that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawClientChange = command<typeof approveInput, Decided, StaffActor>({
  name: "client.withdraw_change",
  permit: "client.manage",
  input: approveInput,
  async run({ tx, actor, now }, { clientChangeId }) {
    const { change, client } = await changeOf({ tx, now }, clientChangeId);
    if (change.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    const ended = await endChange({ tx, now }, change, { event: "withdraw" });
    return { result: { clientId: client.id }, change: auditOf(ended, client, change.state) };
  },
});
