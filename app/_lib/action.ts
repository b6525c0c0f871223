import "server-only";
import { unstable_rethrow } from "next/navigation";
import { v4 } from "uuid";
import { getConfirmWords, getFailureWords } from "#app/_lib/language.ts";
import { confirmField, type FormState } from "#components/form-state.ts";
import { Failure } from "#core/errors.ts";
import { logError } from "#core/log.ts";
import { bankSettings } from "#core/settings/rules.ts";
import { isDatabaseAway } from "#db/client.ts";

/** Never sent back to a browser, even to the one that sent it; of the settings none is a secret. */
const isSecret = (name: string) =>
  /password|otp|cell|recovery/i.test(name) && !Object.hasOwn(bankSettings, name);

/**
 * Runs what a form asks for and turns a failure to the form's next state: a message by each field, what was
 * typed kept, a field for the fresh OTP that is asked for. What is unknown is logged with a number, and only
 * the number is shown. `onConflict` may tell more of who was quicker.
 */
export async function runForm(
  state: FormState,
  form: FormData,
  work: () => Promise<void>,
  onConflict?: () => Promise<FormState["notice"]>,
): Promise<FormState> {
  const next = { attempt: state.attempt + 1, values: typedValues(form) };
  try {
    await work();
    return { ...next, errors: {}, notice: null, values: {} };
  } catch (error) {
    unstable_rethrow(error);
    const failure = knownFailure(error);
    const words = await getFailureWords(failure);
    const confirm = failure.code === "confirm" || confirmField in failure.fields;
    if (confirm || Object.keys(words.fields).length > 0) {
      const asked = confirm ? { confirm: await getConfirmWords() } : {};
      return { ...next, errors: words.fields, notice: null, ...asked };
    }
    const overtaken =
      failure.code === "conflict" &&
      [
        "form",
        "formUnderWay",
        "order",
        "fee",
        "feeRequest",
        "feeRuleChange",
        "settingChange",
        "addressChange",
        "tokenImport",
        "token",
        "tokenRequest",
        "delegation",
        "clientMoved",
        "clientChange",
        "clientChangeUnderWay",
        "keyMoved",
        "keyReplaced",
        "staffMoved",
        "staffChange",
        "staffChangeUnderWay",
        "debitBatch",
      ].includes(failure.about);
    const quicker = overtaken ? await onConflict?.() : undefined;
    const told = { tone: "danger", title: words.text, ...words.detail, ...words.next } as const;
    return { ...next, errors: {}, notice: quicker ?? told };
  }
}

/** The failure itself, or `unavailable` with a number under which the log has the rest. */
export function knownFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isDatabaseAway(error)) return new Failure("unavailable", "database");
  const reference = v4().slice(0, 8);
  logError(reference, error);
  return new Failure("unavailable", "error", {}, reference);
}

/** What was typed into a form, as its next state keeps it. */
export function typedValues(form: FormData): FormState["values"] {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$") || isSecret(name)) continue;
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}
