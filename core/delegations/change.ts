import type { NamedDelegation } from "#db/delegations.ts";
import type { Change } from "../command.ts";

/** What the audit keeps of a delegation, which people know by its two names. */
export function auditOf(
  { id, fromOn, untilOn, absent, substitute }: NamedDelegation,
  { reason, ...facts }: { reason?: string; ended?: true } = {},
): Change {
  return {
    subject: { kind: "delegation", id, label: `${absent.name} → ${substitute.name}` },
    branchCode: absent.branchCode,
    after: { absent: absent.name, substitute: substitute.name, fromOn, untilOn, ...facts },
    reason: reason ?? null,
  };
}
