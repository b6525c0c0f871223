import { z } from "zod";
import { countDispatches, listDispatches } from "#db/dispatches.ts";
import { query } from "../command.ts";
import { daysInput, instantsOf } from "../day.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { afterInput, endOf, sortInput } from "../sort.ts";
import { dispatchSorts, dispatchStates } from "./rules.ts";

const input = z.object({
  state: z.enum(dispatchStates).optional(),
  ...daysInput,
  sort: sortInput(dispatchSorts, { downwards: true }),
});

/** Dispatches, made on some days in Japan, of which some or nothing is yet to be posted; newest first unless sorted. */
export const listOfDispatches = query({
  permit: "order.dispatch",
  input: input.extend({ page: pageInput }),
  async run({ db }, { page, sort, state, ...days }) {
    const filter = { state, ...instantsOf(days) };
    const [rows, counted] = await Promise.all([
      listDispatches(db, { ...filter, sort, ...pageOf(page) }),
      countDispatches(db, filter),
    ]);
    return { ...paged({ rows, ...counted }, page), sort };
  },
});

/** The whole list part by part, each after the row where the part before ended; the last part is empty. */
export const partOfDispatches = query({
  permit: "order.dispatch",
  input: input.extend({ after: afterInput }),
  async run({ db }, { after, sort, state, ...days }) {
    const rows = await listDispatches(db, { state, ...instantsOf(days), sort, after, limit: rowsInPart });
    return { rows, end: endOf(rows, sort, "number") };
  },
});
