import type { Tx } from "#db/client.ts";
import { listStoodInFor } from "#db/delegations.ts";
import type { StoodInFor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import type { Role } from "../staff/rules.ts";
import { delegableRoles } from "./rules.ts";

/** Whom a person acts for today besides themselves. It goes no further: whom those stand in for is not theirs to give. */
export async function stoodInFor(
  tx: Tx,
  { staffId, role, now }: { staffId: string; role: Role; now: Date },
): Promise<readonly StoodInFor[]> {
  const delegable = (delegableRoles as readonly Role[]).includes(role);
  return delegable ? listStoodInFor(tx, { staffId, role, day: japanDay(now) }) : [];
}
