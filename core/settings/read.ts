import { z } from "zod";
import { findLatestApproval, findProposedChange, listDecidedChanges, readSettings } from "#db/settings.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { bankRulesOf } from "./rules.ts";

/** The rules in force, the change that waits if one does, and what became of the others, newest first. */
export const readBankSettings = query({
  permit: "setting.read",
  input: z.object({ page: pageInput }),
  async run({ db }, { page }) {
    const [settings, latest, proposed, decided] = await Promise.all([
      readSettings(db),
      findLatestApproval(db),
      findProposedChange(db),
      listDecidedChanges(db, pageOf(page)),
    ]);
    return { inForce: bankRulesOf(settings), since: latest ?? "", proposed, history: paged(decided, page) };
  },
});
