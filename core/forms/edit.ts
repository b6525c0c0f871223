import { findContract, findLiveBinding } from "#db/contracts.ts";
import { lockForm, saveForm } from "#db/forms.ts";
import { findOpenOrder } from "#db/orders.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { formChange } from "./change.ts";
import { checkKeyed } from "./check-keyed.ts";
import { debitAccount, editInput } from "./input.ts";
import { keyedMark } from "./mark.ts";
import { editableFormStates, stopsAtOnce } from "./rules.ts";
import { stopToken } from "./stop-token.ts";

const editCommand = command<typeof editInput, { formId: string }, StaffActor>({
  name: "form.edit",
  permit: "form.key",
  input: editInput,
  async run({ tx, actor, now, scope }, { formId, seen, ...typed }) {
    const form = (await lockForm(tx, scope, formId)) ?? fail("not_found", "form");
    if (!(editableFormStates as readonly string[]).includes(form.state)) fail("conflict", "form");
    if (seen !== undefined && seen !== keyedMark(form)) fail("conflict", "form");
    const contract = (await findContract(tx, scope, form.contractId)) ?? fail("not_found", "form");
    const keyed = { ...typed, ...debitAccount(typed, contract) };
    const token = await findLiveBinding(tx, form.contractId);
    const hasOpenOrder = (await findOpenOrder(tx, form.contractId)) !== undefined;
    checkKeyed({ ...keyed, kind: form.kind }, { today: japanDay(now), token, hasOpenOrder });
    const saved = (await saveForm(tx, form, { ...keyed, makerId: actor.id })) ?? fail("conflict", "form");
    const stoppedSerial = stopsAtOnce(saved.kind, saved.reason)
      ? await stopToken(tx, form.contractId)
      : undefined;
    return {
      result: { formId },
      change: formChange(saved, {
        before: changedOf(form, keyed),
        after: { ...changedOf(keyed, form), stoppedSerial },
      }),
    };
  },
});

/**
 * Corrects what was keyed. Whoever corrects becomes the maker, and may not decide the form any more; who
 * returned it may not become that. Fails with `invalid`, or `conflict` where it is no longer the clerk's, or was
 * corrected since the clerk saw it.
 */
export const editForm: typeof editCommand = (context, form) => explained(editCommand(context, form));

/** The values of `these` that differ from `those`. */
function changedOf(these: Record<string, unknown>, those: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(these).filter(([name, value]) => name in those && those[name] !== value),
  );
}
