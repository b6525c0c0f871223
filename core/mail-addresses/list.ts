import { z } from "zod";
import { countMailAddressChanges, listMailAddressChanges } from "#db/mail-addresses.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { proposalStates } from "../proposals/rules.ts";
import { sortInput } from "../sort.ts";
import { mailAddressSorts } from "./rules.ts";

const input = z.object({
  states: z.array(z.enum(proposalStates)).default(["proposed"]),
  sort: sortInput(mailAddressSorts, { downwards: true }),
});

const shown = <Row extends { kana: string }>(row: Row) => ({ ...row, kana: maskName(row.kana) });

/**
 * The changes of customers' addresses by state, without one those that wait, the newest first unless sorted otherwise; no
 * address is in it. A branch sees its own.
 */
export const listOfMailAddressChanges = query({
  permit: "notice.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope }, { states, sort, page }) {
    const [rows, counted] = await Promise.all([
      listMailAddressChanges(db, scope, { states, sort, ...pageOf(page) }),
      countMailAddressChanges(db, scope, states),
    ]);
    return { ...paged({ rows: rows.map(shown), ...counted }, page), sort };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfMailAddressChanges = query({
  permit: "notice.read",
  input: input.extend({ after: skippedInput }),
  async run({ db, scope }, { after, ...asked }) {
    const cut = { ...asked, offset: after, limit: rowsInPart };
    const rows = await listMailAddressChanges(db, scope, cut);
    return partAfter(after, rows.map(shown));
  },
});
