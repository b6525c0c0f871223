import { z } from "zod";
import { countImports, listImports } from "#db/token-imports.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { sortInput } from "../sort.ts";
import { importSorts, importStates } from "./rules.ts";

const input = z.object({
  state: z.enum(importStates).optional(),
  sort: sortInput(importSorts, { downwards: true }),
});

/** Imports of token files, of one state where it is named, newest first unless sorted otherwise. */
export const listOfImports = query({
  permit: "token.read",
  input: input.extend({ page: pageInput }),
  async run({ db }, { page, sort, state }) {
    const [rows, counted] = await Promise.all([
      listImports(db, state, { sort, ...pageOf(page) }),
      countImports(db, state),
    ]);
    return { ...paged({ rows, ...counted }, page), sort };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfImports = query({
  permit: "token.read",
  input: input.extend({ after: skippedInput }),
  run: async ({ db }, { after, sort, state }) =>
    partAfter(after, await listImports(db, state, { sort, offset: after, limit: rowsInPart })),
});
