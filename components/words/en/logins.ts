import type { logins as ja } from "#components/words/ja/logins.ts";
import type { Shape } from "#components/words/shape.ts";

export const logins = {
  title: "Login events",
  lead: "What every login check found. Sealed in blocks every ten seconds: verifying shows what was changed or removed since.",
  client: { "personal-web": "Customer pages", console: "Console" },
  reachedLimit: "Reached: locked",
  unknownContract: "Unknown",
  verify: "Verify the seals",
  sound:
    "{blocks, plural, one {# block} other {# blocks}} with {events, plural, one {# event} other {# events}} verified. Nothing is wrong.",
  soundUntil:
    "Sealed until {until}. Keep this link: opened later, it also shows whether the end was cut off.",
  noneSealed: "No block has been sealed yet.",
  waiting:
    "{events, plural, one {# event waits} other {# events wait}} to be sealed, the oldest since {oldest}.",
  late: "Sealing is behind. Tell an administrator.",
  fault: {
    gap: "Block {number, number} is missing, or does not follow the one before.",
    altered: "In block {number, number}, an event was changed, removed or slipped in.",
    forged: "Block {number, number} was not sealed by the right key.",
    unproven: "Block {number, number} cannot be proved: the key that sealed it is not among the settings.",
    cut: "The block that was noted down is no more: the end was cut off, or all was sealed anew.",
  },
  faultText:
    "Found right before it: {blocks, plural, one {# block} other {# blocks}} with {events, plural, one {# event} other {# events}}.",
  faultNext: "Preserve the records and tell an administrator.",
  field: {
    number: "Number",
    at: "Time",
    factor: "Kind of check",
    outcome: "Outcome",
    reachedLimit: "Failure limit",
    client: "Asked by",
    address: "Address",
  },
} as const satisfies Shape<typeof ja>;
