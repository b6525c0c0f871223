import { z } from "zod";
import { countFeeClosings, listFeeClosings } from "#db/fee-closings.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { sortInput } from "../sort.ts";
import { readNextClosing } from "./closing-month.ts";
import { closingSorts } from "./rules.ts";

const sort = sortInput(closingSorts, { downwards: true });

/**
 * The closed months with what each came to in the actor's branches, the newest first unless sorted otherwise, and which
 * is next and when.
 */
export const listClosings = query({
  permit: "fee.read",
  input: z.object({ sort, page: pageInput }),
  async run({ db, scope, now }, { sort, page }) {
    const [rows, total, next] = await Promise.all([
      listFeeClosings(db, { scope, sort, ...pageOf(page) }),
      countFeeClosings(db),
      readNextClosing(db, now),
    ]);
    return { ...paged({ rows, total }, page), sort, next };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfClosings = query({
  permit: "fee.read",
  input: z.object({ sort, after: skippedInput }),
  run: async ({ db, scope }, { sort, after }) =>
    partAfter(after, await listFeeClosings(db, { scope, sort, offset: after, limit: rowsInPart })),
});
