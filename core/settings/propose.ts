import { z } from "zod";
import { findLatestApproval, insertSettingChange, readSettings } from "#db/settings.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { auditOf } from "./change.ts";
import { settingInput } from "./input.ts";
import { type BankSettingName, bankSettings, changeOf } from "./rules.ts";

const ruleInputs = Object.fromEntries(
  Object.entries(bankSettings).map(([name, setting]) => [name, settingInput(setting)]),
) as Record<BankSettingName, ReturnType<typeof settingInput>>;

const input = z.object({
  ...ruleInputs,
  reason: z.string("required").trim().min(1, "settingChange.reason").max(200, "proposal.long"),
  /** The change in force last when the form was filled in, empty for none. */
  since: z.string("required").max(36),
});

const proposeCommand = command<typeof input, { changeId: string }, StaffActor>({
  name: "setting.propose",
  permit: "setting.propose",
  input,
  async run({ tx, actor, now }, { reason, since, ...wanted }) {
    // What the maker left as it was would otherwise take back a change that they never saw.
    if (((await findLatestApproval(tx)) ?? "") !== since) fail("conflict", "settingsMoved");
    const values = changeOf(await readSettings(tx), wanted);
    if (Object.keys(values.after).length === 0) fail("invalid", "settingsUnchanged");
    const change = await insertSettingChange(tx, { ...values, reason, makerId: actor.id, proposedAt: now });
    return { result: { changeId: change.id }, change: { ...auditOf(change), reason } };
  },
});

/**
 * Asks for a change of the rules: each of them as it is to be. Fails with `invalid` where nothing is to
 * change, with `conflict` where another change waits or has come into force meanwhile.
 */
export const proposeSettings: typeof proposeCommand = (context, rules) =>
  explained(proposeCommand(context, rules));
