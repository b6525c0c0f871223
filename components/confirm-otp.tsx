"use client";
import { use } from "react";
import { CodeField } from "#components/code-field.tsx";
import { FormContext } from "#components/form-context.tsx";
import { confirmField } from "#components/form-state.ts";
import { SubmitButton } from "#components/submit-button.tsx";

/** Asks for a fresh OTP in a form that came back for one: sent with it, the form is confirmed and carried out. */
export function ConfirmOtp() {
  const { id, state, words } = use(FormContext);
  if (!state.confirm) return null;
  const { title, label, support, submit } = state.confirm;
  const titleId = `${id}-confirm-title`;
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-col gap-3 rounded-8 border-2 border-info-line bg-info-soft p-4"
    >
      <p id={titleId} className="font-700 text-info">
        {title}
      </p>
      <CodeField name={confirmField} label={label} support={support} required autoFocus={state.attempt > 0} />
      {submit && (
        <div>
          <SubmitButton pending={words.pending}>{submit}</SubmitButton>
        </div>
      )}
    </section>
  );
}
