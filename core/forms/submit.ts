import { z } from "zod";
import { countScans, lockForm, saveForm } from "#db/forms.ts";
import { command } from "../command.ts";
import { Failure, fail } from "../errors.ts";
import { quoteOfForm } from "../fee-rules/quote.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { formChange } from "./change.ts";
import { formTransitions, openChecks } from "./rules.ts";

/** Sends a form to the approvers. Fails with `invalid` and a message by each check that is still open. */
export const submitForm = command({
  name: "form.submit",
  permit: "form.key",
  input: z.object({ formId: idInput }),
  async run({ tx, now, scope }, { formId }) {
    const form = (await lockForm(tx, scope, formId)) ?? fail("not_found", "form");
    const state = follow(formTransitions, form.state, "submit") ?? fail("conflict", "form");
    const scanCount = await countScans(tx, form.id);
    const feeYen = (await quoteOfForm(tx, form, now))?.grossYen ?? 0;
    const open = openChecks({ ...form, scanCount, feeYen });
    if (open.length > 0) {
      throw new Failure(
        "invalid",
        "form",
        Object.fromEntries(open.map((check) => [check, `check.${check}`])),
      );
    }
    // An earlier return was a decision of its own; this time nobody has decided yet.
    const undecided = { backReason: null, backCode: null, checkerId: null, decidedAt: null };
    const saved =
      (await saveForm(tx, form, { state, submittedAt: now, ...undecided })) ?? fail("conflict", "form");
    return {
      result: { formId, number: form.number },
      change: formChange(saved, {
        before: { state: form.state },
        after: { state },
      }),
    };
  },
});
