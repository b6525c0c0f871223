import { z } from "zod";
import { listDelegations, listSubstitutes, type NamedDelegation } from "#db/delegations.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { delegationState, isOfOneRank } from "./rules.ts";

/** The delegations of the branches that one acts for, as they stand today, the last to begin first. */
export const listOfDelegations = query({
  permit: "delegation.read",
  input: z.object({ page: pageInput }),
  async run({ db, scope, now }, { page }) {
    const { rows, total } = await listDelegations(db, scope, pageOf(page));
    const today = japanDay(now);
    return paged({ rows: rows.map((row) => ({ ...row, ...standing(row, today) })), total }, page);
  },
});

/** Where it stands; `over` where nothing of it is to come, `void` where what is to come has no effect. */
function standing(row: NamedDelegation, today: string) {
  const state = delegationState(row, today);
  const over = state === "past" || state === "ended";
  return { state, over, void: !over && !isOfOneRank(row.absent, row.substitute) };
}

const noInput = z.object({});
type Substitute = Awaited<ReturnType<typeof listSubstitutes>>[number];

/** Whom the actor may name as a substitute, by branch and name. */
export const readSubstitutes = query<typeof noInput, Substitute[], StaffActor>({
  permit: "delegation.name",
  input: noInput,
  run: ({ db, actor }) => listSubstitutes(db, { staffId: actor.id, role: actor.role }),
});
