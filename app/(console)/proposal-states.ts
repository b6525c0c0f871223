import { oneOf, type SearchParams } from "#app/_lib/search-params.ts";
import { proposalStates } from "#core/proposals/rules.ts";

/** What is asked for beside the usual, what waits; everything is "all". */
export const decidedStates = proposalStates.filter((state) => state !== "proposed");

/** Which states of requests an address asks for: as its conditions say it, and as a query takes it. */
export function askedProposals(params: SearchParams) {
  const state = oneOf(params, "state", [...decidedStates, "all"]);
  return { state, states: state === "all" ? proposalStates : [state ?? "proposed"] };
}
