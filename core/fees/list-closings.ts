import { z } from "zod";
import { countFeeClosings, listFeeClosings } from "#db/fee-closings.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { readNextClosing } from "./closing-month.ts";

/** The closed months, the newest first, with what each came to in the actor's branches, and which is next and when. */
export const listClosings = query({
  permit: "fee.read",
  input: z.object({ page: pageInput }),
  async run({ db, scope, now }, { page }) {
    const [rows, total, next] = await Promise.all([
      listFeeClosings(db, { scope, ...pageOf(page) }),
      countFeeClosings(db),
      readNextClosing(db, now),
    ]);
    return { ...paged({ rows, total }, page), next };
  },
});
