import { z } from "zod";
import { listLabels, listLabelsOf } from "#db/tokens.ts";
import { query } from "../command.ts";
import { tokenFilterInput } from "./input.ts";

/** How many labels are printed at once. */
export const labelLimit = 500;

/** Serials as typed or scanned, with anything between them that is no part of one; each once. */
const serialsInput = z
  .string()
  .max(20_000)
  .transform((text) => [
    ...new Set(
      text
        .normalize("NFKC")
        .toUpperCase()
        .match(/[^\s,、;]+/g),
    ),
  ])
  .default([]);

/**
 * The labels to print: of the serials where there are any, else of the tokens that the filter finds, the first 500 of
 * them; none where neither is given. `total` is how many were asked for (or `more`), `unknown` the serials there are none of.
 */
export const readLabels = query({
  permit: "token.read",
  input: z.object({ ...tokenFilterInput, serials: serialsInput }),
  async run({ db }, { serials, ...filter }) {
    if (serials.length > 0) {
      const asked = serials.slice(0, labelLimit);
      const rows = await listLabelsOf(db, asked);
      const known = new Set(rows.map(({ serial }) => serial));
      return {
        rows,
        total: serials.length,
        more: false,
        unknown: asked.filter((serial) => !known.has(serial)),
      };
    }
    const narrowed = Object.values(filter).some((value) => value !== undefined);
    return {
      ...(narrowed ? await listLabels(db, filter, labelLimit) : { rows: [], total: 0, more: false }),
      unknown: [],
    };
  },
});
