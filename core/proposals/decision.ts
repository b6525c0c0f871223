import { z } from "zod";
import { fail } from "../errors.ts";
import { follow } from "../transitions.ts";
import { type ProposalEvent, type ProposalState, proposalTransitions } from "./rules.ts";

/** Why somebody asks for something or does it to what is another's. */
export const proposalReason = z.string("required").trim().min(1, "proposal.reason").max(200, "proposal.long");

/** Why something was turned down. */
export const decisionNote = z
  .string("backReason.required")
  .trim()
  .min(1, "backReason.required")
  .max(200, "proposal.long");

/** What ends the wait of a proposal, and by whom where it is not its maker. */
export type Decision = { event: ProposalEvent; checkerId?: string; decisionNote?: string };

/** What a decision writes into the row that waits. Fails with `conflict` about `about` where it waits no more. */
export function decided(
  proposal: { state: ProposalState },
  { event, ...by }: Decision,
  { at, about }: { at: Date; about: string },
) {
  const state = follow(proposalTransitions, proposal.state, event) ?? fail("conflict", about);
  return { state, decidedAt: at, ...by };
}
