"use client";
import { Button } from "#components/button.tsx";
import { ConfirmOtp } from "#components/confirm-otp.tsx";
import { ErrorSummary } from "#components/error-summary.tsx";
import { Field } from "#components/field.tsx";
import { FormContext } from "#components/form-context.tsx";
import type { ConfirmWords, FormWords } from "#components/form-state.ts";

type Props = {
  action: string;
  words: FormWords;
  label: string;
  support: string;
  text: string;
  errors: Readonly<Record<string, string>>;
  submit: string;
  confirm?: ConfirmWords;
};

/** A plain form post, since an action's body may have 1 MB and a result has more. */
export function ResultForm({ action, words, label, support, text, errors, submit, confirm }: Props) {
  const state = { attempt: 1, errors, values: {}, notice: null, ...(confirm && { confirm }) };
  return (
    <FormContext value={{ id: "result", labels: { file: label }, state, words }}>
      <ErrorSummary />
      <form
        id="result"
        action={action}
        method="post"
        encType="multipart/form-data"
        className="flex flex-col gap-4"
      >
        <p>{text}</p>
        <ConfirmOtp />
        <Field name="file" type="file" required support={support} width="full" />
        <Button type="submit" look="primary">
          {submit}
        </Button>
      </form>
    </FormContext>
  );
}
