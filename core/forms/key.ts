import type { Tx } from "#db/client.ts";
import { findContractByContractorId, findLiveBinding } from "#db/contracts.ts";
import { dropDraft } from "#db/form-drafts.ts";
import { insertForm } from "#db/forms.ts";
import { findOpenOrder } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import type { StaffActor } from "../actor.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { addressText } from "../dispatches/rules.ts";
import { failField } from "../errors.ts";
import { formChange } from "./change.ts";
import { checkKeyed } from "./check-keyed.ts";
import { debitAccount, keyInput } from "./input.ts";
import { stopsAtOnce } from "./rules.ts";
import { stopToken } from "./stop-token.ts";

const keyCommand = command<
  typeof keyInput,
  { formId: string; number: number; stoppedSerial?: string },
  StaffActor
>({
  name: "form.key",
  permit: "form.key",
  input: keyInput,
  async run({ tx, actor, now, scope }, { contractorId, ...keyed }) {
    const contract =
      (await findContractByContractorId(tx, scope, contractorId)) ??
      failField("contractorId", "contractorId.unknown");
    const token = await findLiveBinding(tx, contract.id);
    const hasOpenOrder = (await findOpenOrder(tx, contract.id)) !== undefined;
    checkKeyed(keyed, { today: japanDay(now), token, hasOpenOrder });
    const form = await insertForm(tx, {
      ...keyed,
      ...debitAccount(keyed, contract),
      state: keyed.channel === "phone" ? "provisional" : "received",
      branchCode: contract.branchCode,
      contractId: contract.id,
      addressAtKeying: addressText(contract),
      followBy: keyed.channel === "phone" ? await paperDue(tx, now) : null,
      makerId: actor.id,
      createdAt: now,
    });
    const stoppedSerial = stopsAtOnce(form.kind, form.reason) ? await stopToken(tx, contract.id) : undefined;
    await dropDraft(tx, actor.id);
    return {
      result: { formId: form.id, number: form.number, ...(stoppedSerial && { stoppedSerial }) },
      change: formChange(form, {
        after: { state: form.state, kind: form.kind, reason: form.reason, stoppedSerial },
      }),
    };
  },
});

/** The day until which the paper of a report by phone must have come in. */
async function paperDue(tx: Tx, now: Date): Promise<string> {
  const { formFollowBusinessDays } = await readSettings(tx);
  return addBusinessDays(japanDay(now), formFollowBusinessDays);
}

/**
 * Takes in a paper form. For a lost or stolen token its serial stops in the same transaction.
 * Fails with `invalid`, or `conflict` where the contract has a form of this kind under way.
 */
export const keyForm: typeof keyCommand = (context, input) => explained(keyCommand(context, input));
