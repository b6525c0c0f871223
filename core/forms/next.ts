import { z } from "zod";
import { findNextToDecide } from "#db/forms.ts";
import type { StaffActor } from "../actor.ts";
import { query } from "../command.ts";
import { idInput } from "../input.ts";

const input = z.object({ formId: idInput });

/**
 * The form that an approver takes up after another: the one that has waited longest of those that somebody else keyed.
 * `left`: how many such there are.
 */
export const nextToDecide = query<typeof input, { formId: string | undefined; left: number }, StaffActor>({
  permit: "form.decide",
  input,
  run: ({ db, scope, actor }, { formId }) => findNextToDecide(db, scope, { not: formId, makerId: actor.id }),
});
