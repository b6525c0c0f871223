import { z } from "zod";
import { dayInput } from "../day.ts";
import { idInput } from "../input.ts";
import { proposalReason } from "../proposals/decision.ts";
import { faultOfMailAddress } from "./rules.ts";

/** What Japanese keyboards put for a hyphen and a full stop when left in kana. */
const kana: Readonly<Record<string, string>> = { ー: "-", "−": "-", "‐": "-", "。": "." };

/**
 * An address as it is typed, full-width too, with its domain in small letters; null where the field is empty, for no
 * mail at all.
 */
export const mailAddressInput = z
  .string("required")
  .max(400, "mailAddress.long")
  .transform((text, context): string | null => {
    const typed = text
      .normalize("NFKC")
      .replaceAll(/\s/g, "")
      .replaceAll(/[ー−‐。]/g, (mark) => kana[mark] ?? mark);
    if (typed === "") return null;
    const fault = faultOfMailAddress(typed);
    if (!fault) return typed.replace(/@.*$/, (domain) => domain.toLowerCase());
    context.issues.push({ code: "custom", input: text, message: fault });
    return z.NEVER;
  });

/** A change that a customer asks for on paper; `reason` says which paper it is. */
export const customerChangeInput = z.object({
  contractId: idInput,
  mailAddress: mailAddressInput,
  paperOn: dayInput("receivedOn.format"),
  reason: proposalReason,
});

export const branchCodeInput = z.string().regex(/^\d{3}$/, "not_found");

/** A change of where a branch hears of its customers' notices. */
export const branchChangeInput = z.object({
  branchCode: branchCodeInput,
  mailAddress: mailAddressInput,
  reason: proposalReason,
});
