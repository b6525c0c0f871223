import { z } from "zod";
import { fail } from "#core/errors.ts";
import { contractorIdInput } from "#core/input.ts";
import { type OtpState, otpStateOf } from "#core/logins/rules.ts";
import type { OrderState } from "#core/orders/rules.ts";
import { maskSerial } from "#core/tokens/rules.ts";
import { findStatuses, type Status } from "#db/status.ts";
import { findTogether } from "./find-together.ts";

/** Where a contract stands, as another system may know it: no name, no whole serial. */
export type ContractStatus = {
  contractorId: string;
  otpState: OtpState;
  /** Of the registered token; null where there is none. */
  serialMasked: string | null;
  /** Which counter has reached its limit. */
  locked: { password: boolean; otp: boolean; card: boolean };
  cardAccess: { open: boolean; until: Date | null };
  openOrder: { orderNumber: number; state: OrderState; dueOn: string } | null;
};

export const statusInput = z.object({ contractorId: contractorIdInput });

/** What a contract's status is made of; null where there is no such contract. */
export type FoundStatus = Status | null;

export const findStatus = findTogether(findStatuses);

/** Where a contract stands, of what was found of it. Fails with `not_found`. */
export function statusOf(found: FoundStatus | undefined): ContractStatus {
  const { standing, serial, cardUntil, openOrder, contractorId } = found ?? fail("not_found", "contract");
  const { locked, tokenState, gap, cardOpen } = standing;
  return {
    contractorId,
    otpState: otpStateOf(standing),
    serialMasked: serial && maskSerial(serial),
    locked,
    cardAccess: { open: cardOpen && tokenState === null, until: gap ? cardUntil : null },
    openOrder,
  };
}
