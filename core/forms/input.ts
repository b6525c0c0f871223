import { z } from "zod";
import { dayInput } from "../day.ts";
import { type AccountType, accountTypes } from "../debits/rules.ts";
import { contractorIdInput, idInput } from "../input.ts";
import { channels, formKinds, identityDocuments, reissueReasons } from "./rules.ts";

const emptyAsNull = (text: unknown) => (text === "" || text === undefined ? null : text);

/** What the clerk keys from the paper, besides whose it is and what it asks for. */
export const keyedFields = {
  reason: z.preprocess(emptyAsNull, z.enum(reissueReasons, "reason.required").nullable()),
  receivedOn: dayInput("receivedOn.format"),
  identityDocument: z.preprocess(
    emptyAsNull,
    z.enum(identityDocuments, "identityDocument.unknown").nullable(),
  ),
  sealVerified: z.boolean("required").default(false),
  cardPresented: z.boolean("required").default(false),
  oldTokenReturned: z.boolean("required").default(false),
  feeDebitAuthorised: z.boolean("required").default(false),
  feeAtCounter: z.boolean("required").default(false),
  debitAccountType: z.preprocess(emptyAsNull, z.enum(accountTypes, "choose").nullable()),
  discoveredOn: z.preprocess(emptyAsNull, dayInput("discoveredOn.format").nullable()),
  policeReport: z.preprocess(emptyAsNull, z.string().trim().max(100, "policeReport.long").nullable()),
  note: z.string().trim().max(1000, "note.long").default(""),
};

export const keyInput = z.object({
  contractorId: contractorIdInput,
  kind: z.enum(formKinds, "kind.required"),
  channel: z.enum(channels, "channel.required"),
  ...keyedFields,
});

/** `seen`: the mark of what the clerk corrects, where they saw it; see `keyedMark`. */
export const editInput = z.object({ formId: idInput, seen: z.string().optional(), ...keyedFields });

type Authorised = { feeDebitAuthorised: boolean; debitAccountType: AccountType | null };

/** The account that a form authorises to debit: the contract's, of the type that the paper says; none without consent. */
export function debitAccount(
  { feeDebitAuthorised, debitAccountType }: Authorised,
  { accountNumber }: { accountNumber: string },
) {
  return feeDebitAuthorised && debitAccountType !== null
    ? { debitAccountType, debitAccountNumber: accountNumber }
    : { debitAccountType: null, debitAccountNumber: null };
}

/** Why a form goes back or ends; people read it, so it may not be empty. */
export const reasonInput = z.string().trim().min(1, "backReason.required").max(500, "backReason.long");
