import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { contractorIdInput } from "#core/input.ts";
import { type OtpState, otpStateOf } from "#core/logins/rules.ts";
import type { OrderState } from "#core/orders/rules.ts";
import { maskSerial } from "#core/tokens/rules.ts";
import { findStatus } from "#db/status.ts";

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

/** The status of one contract, for an API client. Fails with `not_found`. */
export const readStatus = query({
  permit: "status.read",
  input: z.object({ contractorId: contractorIdInput }),
  async run({ db, scope, now }, { contractorId }): Promise<ContractStatus> {
    const found = (await findStatus(db, scope, contractorId, now)) ?? fail("not_found", "contract");
    const locked = { password: found.passwordLocked, otp: found.otpLocked, card: found.cardLocked };
    const { tokenState, gap, cardOpen, orderNumber, orderState, dueOn } = found;
    const open = cardOpen && tokenState === null;
    return {
      contractorId: found.contractorId,
      otpState: otpStateOf({ locked, tokenState, gap, cardOpen }),
      serialMasked: found.serial && maskSerial(found.serial),
      locked,
      cardAccess: { open, until: gap ? found.cardUntil : null },
      openOrder:
        orderNumber !== null && orderState !== null && dueOn !== null
          ? { orderNumber, state: orderState, dueOn }
          : null,
    };
  },
});
