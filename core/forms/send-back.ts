import { z } from "zod";
import { lockForm, saveForm } from "#db/forms.ts";
import { inPlaceOf, type StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import type { Permission } from "../permissions.ts";
import { follow } from "../transitions.ts";
import { formChange } from "./change.ts";
import { backCodes, type FormEvent, formTransitions, mayDecide } from "./rules.ts";

const input = z
  .object({
    formId: idInput,
    reasonCode: z.enum(backCodes, "choose").default("other"),
    reason: z.string().trim().max(500, "backReason.long").default(""),
  })
  .refine(({ reasonCode, reason }) => reasonCode !== "other" || reason !== "", {
    path: ["reason"],
    message: "backReason.required",
  });

function sendBack(definition: {
  name: string;
  permit: Permission;
  event: FormEvent;
  byChecker: boolean;
  fresh?: true;
}) {
  const decide = command<typeof input, { formId: string; number: number }, StaffActor>({
    ...definition,
    input,
    async run({ tx, actor, now, scope }, { formId, reasonCode, reason }) {
      const form = (await lockForm(tx, scope, formId)) ?? fail("not_found", "form");
      if (definition.byChecker && !mayDecide(form, actor.id, inPlaceOf(actor, form.branchCode)))
        fail("forbidden", "fourEyes");
      const state = follow(formTransitions, form.state, definition.event) ?? fail("conflict", "form");
      const decision = definition.byChecker ? { checkerId: actor.id, decidedAt: now } : {};
      const saved =
        (await saveForm(tx, form, { state, backReason: reason, backCode: reasonCode, ...decision })) ??
        fail("conflict", "form");
      return {
        result: { formId, number: form.number },
        change: formChange(saved, {
          before: { state: form.state },
          after: { state, ...(reasonCode !== "other" && { backCode: reasonCode }) },
          reason: reason || null,
        }),
      };
    },
  });
  const explaining: typeof decide = (context, form) => explained(decide(context, form));
  return explaining;
}

/** 差戻し: the approver returns a form to the clerk with a reason. */
export const returnForm = sendBack({
  name: "form.return",
  permit: "form.decide",
  event: "return",
  byChecker: true,
  fresh: true,
});

/** 不備: the clerk sets a form aside until the customer has mended the paper. */
export const markFormIncomplete = sendBack({
  name: "form.mark_incomplete",
  permit: "form.key",
  event: "mark_incomplete",
  byChecker: false,
});

/** 取消: the clerk ends a form that nobody has approved. A serial it stopped stays stopped. */
export const cancelForm = sendBack({
  name: "form.cancel",
  permit: "form.key",
  event: "cancel",
  byChecker: false,
});
