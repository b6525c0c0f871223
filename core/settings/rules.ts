import type { TransitionTable } from "#core/transitions.ts";

/** A change of settings waits for another person, who approves it or turns it down; its maker may withdraw it. */
export const settingChangeStates = ["proposed", "approved", "turned_down", "withdrawn"] as const;
export type SettingChangeState = (typeof settingChangeStates)[number];

export const settingChangeTransitions: TransitionTable<
  SettingChangeState,
  "approve" | "turn_down" | "withdraw"
> = {
  proposed: { approve: "approved", turn_down: "turned_down", withdraw: "withdrawn" },
};
