import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import type { Tx } from "#db/client.ts";
import { failField } from "../errors.ts";
import { belongsToBranch, type Role, roles } from "./rules.ts";

/** A role, and the branch where it has one. */
export type Seat = { role: Role; branchCode: string | null };

export const seatInput = {
  role: z.enum(roles, "choose"),
  branchCode: z.string("choose").max(3, "choose"),
};

/** Role and branch as they go together. Fails with `invalid` under `branchCode`. */
export async function readSeat(
  tx: Tx,
  { role, branchCode }: { role: Role; branchCode: string },
): Promise<Seat> {
  if (!belongsToBranch(role)) {
    return branchCode === "" ? { role, branchCode: null } : failField("branchCode", "staffDesk.noBranch");
  }
  const known = (await listBranches(tx)).some(({ code }) => code === branchCode);
  return known ? { role, branchCode } : failField("branchCode", "staffDesk.branch");
}
