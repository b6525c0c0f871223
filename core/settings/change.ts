import type { Tx } from "#db/client.ts";
import { type SettingChange, saveSettingChange } from "#db/settings.ts";
import { japanDay, japanTime } from "../clock.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";

/** What the audit keeps of a step of a change, which people know by the time at which it was proposed. */
export function auditOf(change: SettingChange, from?: ProposalState): Change {
  const { id, state, before, after, proposedAt, makerId, checkerId } = change;
  const label = `${japanDay(proposedAt)} ${japanTime(proposedAt)}`;
  return {
    subject: { kind: "setting_change", id, label },
    before: { ...(from && { state: from }), ...before },
    after: { state, ...after },
    makerId,
    checkerId,
  };
}

/** Ends the wait of a change, for a command to return. Fails with `conflict` where it waits no more. */
export async function endChange(
  { tx, now }: { tx: Tx; now: Date },
  change: SettingChange,
  decision: Decision,
) {
  const about = "settingChange";
  const values = decided(change, decision, { at: now, about });
  const ended = (await saveSettingChange(tx, change, values)) ?? fail("conflict", about);
  return {
    result: { changeId: change.id },
    change: { ...auditOf(ended, change.state), reason: decision.decisionNote ?? null },
  };
}
