import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import { countNotices, listNotices } from "#db/notices.ts";
import { narrowed } from "#db/scope.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { daysInput, instantsOf } from "../day.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { afterInput, sortInput } from "../sort.ts";
import { movesOf, noticeEvents, noticeRecipients, noticeSorts, noticeStates } from "./rules.ts";

const input = z.object({
  state: z.enum(noticeStates).optional(),
  event: z.enum(noticeEvents).optional(),
  recipient: z.enum(noticeRecipients).optional(),
  branchCode: z.string().max(10).optional(),
  ...daysInput,
  sort: sortInput(noticeSorts, { downwards: true }),
});

function filterOf({ state, event, recipient, ...days }: z.output<typeof input>) {
  return { state, event, recipient, ...instantsOf(days) };
}

/** A notice as the list shows it: of its customer the family name, and what may be done with it. */
function shown({ mailTo: _, since: __, kana, ...row }: Awaited<ReturnType<typeof listNotices>>[number]) {
  return { ...row, kana: maskName(kana), moves: movesOf(row) };
}

/** The notices of the actor's branches under these conditions, the newest first unless sorted otherwise. */
export const listOfNotices = query({
  permit: "notice.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope }, { page, ...asked }) {
    const [filter, branches] = [filterOf(asked), narrowed(scope, asked.branchCode)];
    const [rows, counted, ofScope] = await Promise.all([
      listNotices(db, branches, { ...filter, sort: asked.sort, ...pageOf(page) }),
      countNotices(db, branches, filter),
      listBranches(db, scope),
    ]);
    return { ...paged({ rows: rows.map(shown), ...counted }, page), sort: asked.sort, branches: ofScope };
  },
});

/** The whole list part by part, each after the row where the part before ended; the last part is empty. */
export const partOfNotices = query({
  permit: "notice.read",
  input: input.extend({ after: afterInput }),
  async run({ db, scope }, { after, ...asked }) {
    const cut = { sort: asked.sort, after, limit: rowsInPart };
    const rows = await listNotices(db, narrowed(scope, asked.branchCode), { ...filterOf(asked), ...cut });
    const last = rows.at(-1);
    return { rows: rows.map(shown), end: last && [last.since, last.id] };
  },
});
