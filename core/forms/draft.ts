import { z } from "zod";
import { dropDraft, findDraft, keepDraft } from "#db/form-drafts.ts";
import type { StaffActor } from "../actor.ts";
import { query } from "../command.ts";

/** The fields of a form that is being keyed, by their names in it; `on` for a box that is ticked. */
export const draftFields = [
  "contractorId",
  "kind",
  "channel",
  "reason",
  "receivedOn",
  "identityDocument",
  "sealVerified",
  "cardPresented",
  "oldTokenReturned",
  "feeDebitAuthorised",
  "feeAtCounter",
  "debitAccountType",
  "discoveredOn",
  "policeReport",
  "note",
] as const;
export type DraftField = (typeof draftFields)[number];

const typed = z.string().max(1000).catch("");
const input = z.object(
  Object.fromEntries(draftFields.map((field) => [field, typed])) as Record<DraftField, typeof typed>,
);

/**
 * Keeps what somebody has typed so far, for themselves alone, until it is keyed: a session that ends takes nothing
 * with it. It is no record of the bank's: it leaves no audit.
 */
export const saveDraft = query<typeof input, void, StaffActor>({
  permit: "form.key",
  input,
  async run({ db, actor, now }, fields) {
    const some = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ""));
    const begun = ["contractorId", "kind", "reason", "note"].some((name) => name in some);
    if (begun) await keepDraft(db, { staffId: actor.id, typed: some, savedAt: now });
  },
});

/** What the person had typed; undefined where there is nothing. */
export const readDraft = query<z.ZodObject, Awaited<ReturnType<typeof findDraft>>, StaffActor>({
  permit: "form.key",
  input: z.object({}),
  run: ({ db, actor }) => findDraft(db, actor.id),
});

export const discardDraft = query<z.ZodObject, void, StaffActor>({
  permit: "form.key",
  input: z.object({}),
  run: ({ db, actor }) => dropDraft(db, actor.id),
});
