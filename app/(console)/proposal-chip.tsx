import { getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { proposalTones } from "#components/tone.ts";
import type { ProposalState } from "#core/proposals/rules.ts";

/** How what one person asks for and another decides stands. */
export async function ProposalChip({ state }: { state: ProposalState }) {
  const proposals = await getT("proposals");
  return <Chip tone={proposalTones[state]}>{proposals(`state.${state}`)}</Chip>;
}
