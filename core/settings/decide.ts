import { z } from "zod";
import { findSettingChange } from "#db/settings.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { decisionNote } from "../proposals/decision.ts";
import { endChange } from "./change.ts";

const approveInput = z.object({ changeId: idInput });

const approveCommand = command<typeof approveInput, { changeId: string }, StaffActor>({
  name: "setting.approve",
  permit: "setting.decide",
  fresh: true,
  input: approveInput,
  async run({ tx, actor, now }, { changeId }) {
    const change = (await findSettingChange(tx, changeId)) ?? fail("not_found", "settingChange");
    if (change.makerId === actor.id) fail("forbidden", "fourEyes");
    return endChange({ tx, now }, change, { event: "approve", checkerId: actor.id });
  },
});

/**
 * Approves a change that someone else proposed: it is in force from the commit on. Fails with `forbidden` for
 * its maker, with `conflict` if already decided, or if what it would change is no longer as it was.
 */
export const approveSettings: typeof approveCommand = (context, change) =>
  explained(approveCommand(context, change));

const turnDownInput = z.object({ changeId: idInput, note: decisionNote });

const turnDownCommand = command<typeof turnDownInput, { changeId: string }, StaffActor>({
  name: "setting.turn_down",
  permit: "setting.decide",
  fresh: true,
  input: turnDownInput,
  async run({ tx, actor, now }, { changeId, note }) {
    const change = (await findSettingChange(tx, changeId)) ?? fail("not_found", "settingChange");
    if (change.makerId === actor.id) fail("forbidden", "fourEyes");
    return endChange({ tx, now }, change, { event: "turn_down", checkerId: actor.id, decisionNote: note });
  },
});

/** Turns a change down, with a note why. Fails like the approval. */
export const turnDownSettings: typeof turnDownCommand = (context, change) =>
  explained(turnDownCommand(context, change));
