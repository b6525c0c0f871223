import type { TokenState } from "#core/tokens/rules.ts";
import { failField } from "../errors.ts";
import type { FormKind, ReissueReason } from "./rules.ts";

type Keyed = {
  kind: FormKind;
  reason: ReissueReason | null;
  receivedOn: string;
  discoveredOn: string | null;
  feeDebitAuthorised: boolean;
  feeAtCounter: boolean;
};
type Situation = { today: string; token: { state: TokenState } | undefined; hasOpenOrder: boolean };

/** Refuses a form that cannot be of this contract, by the field that is wrong. Fails with `invalid`. */
export function checkKeyed(form: Keyed, { today, token, hasOpenOrder }: Situation): void {
  if (form.kind === "reissue" && form.reason === null) failField("reason", "reason.required");
  if (form.kind !== "reissue" && form.reason !== null) failField("reason", "reason.onlyForReissue");
  if (form.receivedOn > today) failField("receivedOn", "receivedOn.future");
  if (form.discoveredOn !== null && form.discoveredOn > today)
    failField("discoveredOn", "discoveredOn.future");
  if (form.feeDebitAuthorised && form.feeAtCounter) failField("feeAtCounter", "feeAtCounter.both");
  switch (form.kind) {
    case "new":
      if (token) failField("kind", "kind.hasToken");
      if (hasOpenOrder) failField("kind", "kind.orderUnderWay");
      return;
    case "exchange":
      if (token?.state !== "active") failField("kind", "kind.noActiveToken");
      if (hasOpenOrder) failField("kind", "kind.orderUnderWay");
      return;
    case "reissue":
      if (!token) failField("kind", "kind.noToken");
      if (hasOpenOrder) failField("kind", "kind.orderUnderWay");
      return;
    case "unenroll":
      if (!token) failField("kind", "kind.noToken");
      return;
    case "loss_report":
      if (!token) failField("kind", "kind.noToken");
      return;
    case "found_report":
      if (token?.state !== "suspended") failField("kind", "kind.notSuspended");
      return;
    case "unlock":
      return;
  }
}
