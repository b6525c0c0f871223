import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findPerson, holdAdministrators, type ShownPerson } from "#db/staff-desk.ts";
import type { StaffActor } from "../actor.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { proposalReason } from "../proposals/decision.ts";

/** Whose account, and why. */
export const deedInput = z.object({ staffId: idInput, reason: proposalReason });

/** Somebody else's account. Fails with `not_found`, and with `forbidden` for one's own. */
export async function findOther(tx: Tx, actor: StaffActor, staffId: string): Promise<ShownPerson> {
  const person = (await findPerson(tx, staffId)) ?? fail("not_found", "staff");
  return person.id === actor.id ? fail("forbidden", "ownStaffAccount") : person;
}

/**
 * The same for what puts the person out: of two administrators who would put each other out at once, the slower fails
 * with `forbidden`.
 */
export async function findOtherToPutOut(tx: Tx, actor: StaffActor, staffId: string): Promise<ShownPerson> {
  const administrators = await holdAdministrators(tx);
  if (!administrators.includes(actor.id)) fail("forbidden", "staff.manage");
  return findOther(tx, actor, staffId);
}

/** Whom the audit names for what was done to an account. */
export function accountOf({ id, username, branchCode }: ShownPerson) {
  return { subject: { kind: "staff", id, label: username }, branchCode };
}
