import { z } from "zod";
import { lockContractOfForm, lockForm, saveForm } from "#db/forms.ts";
import { inPlaceOf, type StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { carryOut } from "./carry-out.ts";
import { formChange } from "./change.ts";
import { formTransitions, isOrderKind, mayDecide } from "./rules.ts";

const input = z.object({ formId: idInput });

const approveCommand = command<
  typeof input,
  { formId: string; number: number; orderNumber?: number },
  StaffActor
>({
  name: "form.approve",
  permit: "form.decide",
  fresh: true,
  input,
  async run({ tx, actor, now, scope }, { formId }) {
    // Before the form: an approval may end other forms of the contract, whose own approvals must not wait for this one's.
    await lockContractOfForm(tx, scope, formId);
    const form = (await lockForm(tx, scope, formId)) ?? fail("not_found", "form");
    if (!mayDecide(form, actor.id, inPlaceOf(actor, form.branchCode))) fail("forbidden", "fourEyes");
    const approved = follow(formTransitions, form.state, "approve") ?? fail("conflict", "form");
    const decided =
      (await saveForm(tx, form, { state: approved, checkerId: actor.id, decidedAt: now })) ??
      fail("conflict", "form");
    const effects = await carryOut(tx, decided, now);
    // An order completes its form when its token is registered; every other kind is done here and now.
    const state = isOrderKind(form.kind) ? approved : "completed";
    if (state !== approved) (await saveForm(tx, decided, { state })) ?? fail("conflict", "form");
    return {
      result: {
        formId,
        number: form.number,
        ...(effects.orderNumber && { orderNumber: effects.orderNumber }),
      },
      change: formChange(decided, {
        before: { state: form.state },
        after: { state, kind: form.kind, reason: form.reason, ...effects },
      }),
    };
  },
});

/**
 * Approves a form that someone else keyed, and does what it asks for in the same transaction.
 * Fails with `forbidden` for the maker, with `conflict` if already decided or overtaken.
 */
export const approveForm: typeof approveCommand = (context, formId) =>
  explained(approveCommand(context, formId));
