import { z } from "zod";
import type { TokenState } from "#core/tokens/rules.ts";
import { findContract, findLiveBinding, findLoginAccount } from "#db/contracts.ts";
import { type Form, findForm, listForms } from "#db/forms.ts";
import { findOpenOrder } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import { findMovableToken } from "#db/token-moves.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { addressText } from "../dispatches/rules.ts";
import { fail } from "../errors.ts";
import { quoteOfForm } from "../fee-rules/quote.ts";
import type { Quote } from "../fee-rules/tariff.ts";
import { idInput } from "../input.ts";
import { deskFormStates, isOrderKind } from "./rules.ts";

/** One thing that an approval changes, before and after it. */
export type Foreseen =
  | { what: "token"; serial: string; before: TokenState; after: TokenState }
  | { what: "order"; dueOn: string }
  | { what: "fee"; quote: Quote }
  | { what: "cardAccess" }
  | { what: "failures"; before: number }
  | { what: "forms"; numbers: number[] };

/** What an approver should look at first; `refused` and `stolen`: as things stand the approval would fail. */
export type Remark = "refused" | "stolen" | "addressChanged" | "accountChanged" | "otherForms";

type Standing = {
  token: { serial: string; state: TokenState } | undefined;
  hasOpenOrder: boolean;
  failures: number;
  /** The contract's other forms that nobody has decided yet. */
  others: readonly Pick<Form, "number" | "kind">[];
  dueOn: string;
  quote: Quote | undefined;
};

/** What the approval of a form does, as things stand. */
export function foresee({ kind }: Pick<Form, "kind">, standing: Standing): Foreseen[] {
  const { token, failures, others, dueOn, quote } = standing;
  const order: Foreseen[] = [{ what: "order", dueOn }, ...(quote ? [{ what: "fee" as const, quote }] : [])];
  const tokenTo = (after: TokenState): Foreseen[] =>
    token ? [{ what: "token", serial: token.serial, before: token.state, after }] : [];
  switch (kind) {
    case "new":
      return order;
    case "exchange":
      return [...tokenTo("active"), ...order];
    case "reissue":
      return [...tokenTo("revoked"), ...order, { what: "cardAccess" }];
    case "unenroll":
      return tokenTo("revoked");
    case "unlock":
      return [{ what: "failures", before: failures }];
    case "loss_report":
      return tokenTo(token?.state ?? "suspended");
    case "found_report": {
      const ended = others.filter((one) => one.kind === "reissue" || one.kind === "loss_report");
      const numbers = ended.map((one) => one.number);
      return [...tokenTo("active"), ...(numbers.length > 0 ? [{ what: "forms" as const, numbers }] : [])];
    }
  }
}

function isRefused({ kind }: Pick<Form, "kind">, { token, hasOpenOrder }: Standing): boolean {
  if (isOrderKind(kind) && hasOpenOrder) return true;
  if (kind === "exchange") return token?.state !== "active";
  if (kind === "found_report") return token?.state !== "suspended";
  return (kind === "reissue" || kind === "unenroll") && token === undefined;
}

/** More forms under way than a contract can have. */
const shownAtMost = 10;

/** What the approval of a form would change now, and what to look at before. */
export const foreseeApproval = query({
  permit: "form.decide",
  input: z.object({ formId: idInput }),
  async run({ db, scope, now }, { formId }) {
    const form = (await findForm(db, scope, formId)) ?? fail("not_found", "form");
    const { contractId } = form;
    const contract = (await findContract(db, scope, contractId)) ?? fail("not_found", "form");
    const [token, order, login, settings, quote, forms] = await Promise.all([
      findLiveBinding(db, contractId),
      findOpenOrder(db, contractId),
      findLoginAccount(db, contractId),
      readSettings(db),
      quoteOfForm(db, form, now),
      listForms(db, scope, { contractId, states: deskFormStates, offset: 0, limit: shownAtMost }),
    ]);
    const standing = {
      token,
      hasOpenOrder: order !== undefined,
      failures: (login?.passwordFails ?? 0) + (login?.otpFails ?? 0) + (login?.cardFails ?? 0),
      others: forms.filter(({ id }) => id !== formId),
      dueOn: addBusinessDays(japanDay(now), settings.orderDueBusinessDays),
      quote,
    };
    const movable =
      token && form.kind === "found_report" ? await findMovableToken(db, null, token.tokenId) : undefined;
    const found: Record<Remark, boolean> = {
      refused: isRefused(form, standing),
      stolen: movable?.stolen ?? false,
      addressChanged:
        isOrderKind(form.kind) &&
        form.addressAtKeying !== null &&
        form.addressAtKeying !== addressText(contract),
      accountChanged: form.debitAccountNumber !== null && form.debitAccountNumber !== contract.accountNumber,
      otherForms: standing.others.length > 0,
    };
    return {
      changes: found.refused || found.stolen ? [] : foresee(form, standing),
      remarks: (Object.keys(found) as Remark[]).filter((remark) => found[remark]),
      others: standing.others.map(({ number }) => number),
    };
  },
});
