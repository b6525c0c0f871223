import { z } from "zod";
import { listForms } from "#db/forms.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { formKinds, formStates, isOverdue } from "./rules.ts";

/** Forms of the actor's branch by state and kind, the longest waiting first. */
export const listOfForms = query({
  permit: "form.read",
  input: z.object({
    states: z.array(z.enum(formStates)).default([]),
    kind: z.enum(formKinds).optional(),
    page: pageInput,
  }),
  async run({ db, scope, now }, { states, kind, page }) {
    const found = await listForms(db, scope, { states, ...(kind && { kind }), ...pageOf(page) });
    const today = japanDay(now);
    const rows = found.rows.map((row) => ({
      ...row,
      kana: maskName(row.kana),
      overdue: isOverdue(row, today),
    }));
    return paged({ ...found, rows }, page);
  },
});
