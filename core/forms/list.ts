import { z } from "zod";
import { listForms } from "#db/forms.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { formKinds, formStates } from "./rules.ts";

/** Forms of the actor's branch by state and kind, the longest waiting first. */
export const listOfForms = query({
  permit: "form.read",
  input: z.object({
    states: z.array(z.enum(formStates)).default([]),
    kind: z.enum(formKinds).optional(),
    page: pageInput,
  }),
  async run({ db, scope }, { states, kind, page }) {
    const { rows, total } = await listForms(db, scope, { states, ...(kind && { kind }), ...pageOf(page) });
    return paged({ rows: rows.map((row) => ({ ...row, kana: maskName(row.kana) })), total }, page);
  },
});
