import { z } from "zod";
import { lockForm, saveForm } from "#db/forms.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { formChange } from "./change.ts";
import { formTransitions } from "./rules.ts";

/** The paper of a 仮受付 has come in: the report by phone becomes a received form. */
export const receiveForm = command({
  name: "form.receive",
  permit: "form.key",
  input: z.object({ formId: idInput }),
  async run({ tx, scope }, { formId }) {
    const form = (await lockForm(tx, scope, formId)) ?? fail("not_found", "form");
    const state = follow(formTransitions, form.state, "receive") ?? fail("conflict", "form");
    (await saveForm(tx, form, { state })) ?? fail("conflict", "form");
    return {
      result: { formId, number: form.number },
      change: formChange(form, {
        before: { state: form.state },
        after: { state },
      }),
    };
  },
});
