import type { Tx } from "#db/client.ts";
import { findLiveBinding, openCardAccess, reopenCardAccess, resetFailures, unbind } from "#db/contracts.ts";
import { cancelOpenForms, type Form } from "#db/forms.ts";
import { findMovableToken } from "#db/token-moves.ts";
import { moveToken } from "#db/tokens.ts";
import { fail } from "../errors.ts";
import { placeOrder } from "../orders/place.ts";

/** What an approval set going; the audit keeps it and the timeline tells it. */
export type Effects = {
  revokedSerial?: string;
  reopenedSerial?: string;
  stoppedSerial?: string;
  cancelledForms?: number[];
  unlocked?: boolean;
  cardAccess?: "open";
  orderId?: string;
  orderNumber?: number;
  dueOn?: string;
  feeYen?: { net: number; tax: number; gross: number };
};

/** Does what an approved form asks for. Awaits SQL only; runs inside the approval, which holds the contract's lock. */
export async function carryOut(tx: Tx, form: Form, now: Date): Promise<Effects> {
  switch (form.kind) {
    case "new":
      await reopenCardAccess(tx, form.contractId, now);
      return placeOrder(tx, form, now);
    case "exchange": {
      // Keyed while the old token worked; it may have been stopped or unbound since.
      const bound = await findLiveBinding(tx, form.contractId);
      if (bound?.state !== "active") return fail("conflict", "binding");
      return placeOrder(tx, form, now);
    }
    case "reissue": {
      const revokedSerial = await unbindForGood(tx, form.contractId, { now, reason: "reissue" });
      await openCardAccess(tx, form.contractId, now);
      return { revokedSerial, cardAccess: "open", ...(await placeOrder(tx, form, now)) };
    }
    case "unenroll":
      return { revokedSerial: await unbindForGood(tx, form.contractId, { now, reason: "unenroll" }) };
    case "unlock":
      await resetFailures(tx, form.contractId);
      return { unlocked: true };
    case "loss_report":
      return {};
    case "found_report":
      return reopenFound(tx, form);
  }
}

async function unbindForGood(
  tx: Tx,
  contractId: string,
  { now, reason }: { now: Date; reason: "reissue" | "unenroll" },
): Promise<string> {
  const bound = (await findLiveBinding(tx, contractId)) ?? fail("conflict", "binding");
  (await unbind(tx, contractId, { at: now, reason })) ?? fail("conflict", "binding");
  (await moveToken(tx, bound.tokenId, { from: bound.state, to: "revoked" })) ?? fail("conflict", "token");
  return bound.serial;
}

/** Found before the reissue was approved: the reissue is cancelled and the serial opens again; never a stolen one. */
async function reopenFound(tx: Tx, form: Form): Promise<Effects> {
  const bound = (await findLiveBinding(tx, form.contractId)) ?? fail("conflict", "binding");
  // Also where the form that said so was cancelled meanwhile: the token was in a stranger's hands.
  if ((await findMovableToken(tx, null, bound.tokenId))?.stolen) fail("conflict", "stolenNeverReopens");
  const cancelled = await cancelOpenForms(tx, form.contractId, ["reissue", "loss_report"]);
  (await moveToken(tx, bound.tokenId, { from: "suspended", to: "active" })) ?? fail("conflict", "token");
  return { reopenedSerial: bound.serial, cancelledForms: cancelled.map((other) => other.number) };
}
