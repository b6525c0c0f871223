import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { contractorIdInput } from "#core/input.ts";
import { type OtpState, otpStateOf } from "#core/logins/rules.ts";
import type { OrderState } from "#core/orders/rules.ts";
import { maskSerial } from "#core/tokens/rules.ts";
import { findStatuses } from "#db/status.ts";
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

const findStatus = findTogether(findStatuses);

/** The status of one contract, for an API client. Fails with `not_found`. */
export const readStatus = query({
  permit: "status.read",
  input: z.object({ contractorId: contractorIdInput }),
  async run({ db, now }, { contractorId }): Promise<ContractStatus> {
    const { found } = await findStatus(db, { contractorId, now });
    const { standing, serial, cardUntil, openOrder } = found ?? fail("not_found", "contract");
    const { locked, tokenState, gap, cardOpen } = standing;
    return {
      contractorId,
      otpState: otpStateOf(standing),
      serialMasked: serial && maskSerial(serial),
      locked,
      cardAccess: { open: cardOpen && tokenState === null, until: gap ? cardUntil : null },
      openOrder,
    };
  },
});
