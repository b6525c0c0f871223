import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { countForms, type FormFilter, listForms } from "#db/forms.ts";
import { narrowed } from "#db/scope.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { afterInput, endOf, sortInput } from "../sort.ts";
import { formKinds, formSorts, formStates, formTasks, isOverdue } from "./rules.ts";

const input = z.object({
  states: z.array(z.enum(formStates)).default([]),
  kind: z.enum(formKinds).optional(),
  task: z.enum(formTasks).optional(),
  branchCode: z.string().max(10).optional(),
  sort: sortInput(formSorts),
});

const filterOf = ({ states, kind, task }: z.output<typeof input>, today: string): FormFilter => ({
  states,
  kind,
  overdueOn: task && today,
});

/** A form as the list shows it: of its customer the family name. */
function shown(row: Awaited<ReturnType<typeof listForms>>[number], today: string) {
  return { ...row, kana: maskName(row.kana), overdue: isOverdue(row, today) };
}

/** Forms of the actor's branches by state and kind, the longest waiting first unless sorted otherwise. */
export const listOfForms = query({
  permit: "form.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope, now }, { page, ...asked }) {
    const today = japanDay(now);
    const [filter, branches] = [filterOf(asked, today), narrowed(scope, asked.branchCode)];
    const [rows, counted, ofScope] = await Promise.all([
      listForms(db, branches, { ...filter, sort: asked.sort, ...pageOf(page) }),
      countForms(db, branches, filter),
      listBranches(db, scope),
    ]);
    const found = paged({ rows: rows.map((row) => shown(row, today)), ...counted }, page);
    return { ...found, sort: asked.sort, branches: ofScope };
  },
});

/** The whole list part by part, each after the row where the part before ended; the last part is empty. */
export const partOfForms = query({
  permit: "form.read",
  input: input.extend({ after: afterInput }),
  async run({ db, scope, now }, { after, ...asked }) {
    const today = japanDay(now);
    const cut = { sort: asked.sort, after, limit: rowsInPart };
    const rows = await listForms(db, narrowed(scope, asked.branchCode), {
      ...filterOf(asked, today),
      ...cut,
    });
    return { rows: rows.map((row) => shown(row, today)), end: endOf(rows, asked.sort, "number") };
  },
});
