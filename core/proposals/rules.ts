import type { TransitionTable } from "#core/transitions.ts";

/** What one person asks for waits for another, who approves it or turns it down; its maker may withdraw it. */
export const proposalStates = ["proposed", "approved", "turned_down", "withdrawn"] as const;
export type ProposalState = (typeof proposalStates)[number];
export type ProposalEvent = "approve" | "turn_down" | "withdraw";

export const proposalTransitions: TransitionTable<ProposalState, ProposalEvent> = {
  proposed: { approve: "approved", turn_down: "turned_down", withdraw: "withdrawn" },
};
