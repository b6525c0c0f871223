import { z } from "zod";
import type { Contract } from "#db/contracts.ts";
import { insertLookUp } from "#db/look-ups.ts";
import { findUnmasking } from "#db/unmaskings.ts";
import type { Context } from "../actor.ts";
import { isBusinessDay } from "../calendar.ts";
import { japanDay, japanTime } from "../clock.ts";
import { maskPerson } from "../contracts/rules.ts";
import { type LookUpPage, lookUpSlotMinutes, needsWhole, officeHours, purposeOf } from "./rules.ts";

/** The path of the page from which one came; what is none says nothing. */
export const cameFromInput = z.string().max(2000).optional().catch(undefined);

/** Whether the person is masked, and until when they are not where somebody asked for that. */
export type Shown<C> = C & { masked: boolean; unmaskedUntil: Date | null };

type Look = { page: LookUpPage; underWay?: boolean; cameFrom?: string | undefined };

/**
 * A contract as the actor may see it on a page, and the look on record: masked, unless the work there needs it whole
 * or an unmasking is in force. Whoever is no member of staff sees no page, and is shown it whole.
 */
export async function lookAt<
  C extends Pick<Contract, "id" | "branchCode"> & Parameters<typeof maskPerson>[0],
>(
  { actor, db, now, request }: Pick<Context, "actor" | "db" | "now" | "request">,
  contract: C,
  { page, underWay = false, cameFrom }: Look,
): Promise<Shown<C>> {
  if (actor.kind !== "staff") return { ...contract, masked: false, unmaskedUntil: null };
  const whole = needsWhole(actor.role, { page, underWay });
  const { id: staffId, signedInAt } = actor;
  const unmasking = whole
    ? undefined
    : await findUnmasking(db, { staffId, signedInAt, contractId: contract.id }, now);
  await insertLookUp(db, {
    at: now,
    slotAt: slotOf(now),
    staffId,
    staffBranchCode: actor.branchCode,
    branchCode: contract.branchCode,
    contractId: contract.id,
    page,
    purpose: purposeOf(cameFrom),
    unmaskingId: unmasking?.id ?? null,
    outsideHours: isOutsideHours(now),
    requestId: request.id,
    address: request.address,
  });
  const masked = !whole && !unmasking;
  return {
    ...contract,
    ...(masked && maskPerson(contract)),
    masked,
    unmaskedUntil: unmasking?.until ?? null,
  };
}

function slotOf(now: Date): Date {
  const slotMs = lookUpSlotMinutes * 60_000;
  return new Date(Math.floor(now.getTime() / slotMs) * slotMs);
}

function isOutsideHours(now: Date): boolean {
  const time = japanTime(now);
  return !isBusinessDay(japanDay(now)) || time < officeHours.from || time >= officeHours.until;
}
