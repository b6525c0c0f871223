import { z } from "zod";
import { listForms } from "#db/forms.ts";
import { query } from "../command.ts";
import { pageInput, pageRows } from "../page.ts";
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
    const found = await listForms(db, scope, {
      states,
      ...(kind && { kind }),
      offset: (page - 1) * pageRows,
      limit: pageRows,
    });
    return { ...found, page, pages: Math.max(1, Math.ceil(found.total / pageRows)) };
  },
});
