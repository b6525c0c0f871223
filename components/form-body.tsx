"use client";
import { useActionState, useEffect, useRef } from "react";
import { ConfirmOtp } from "#components/confirm-otp.tsx";
import { ErrorSummary } from "#components/error-summary.tsx";
import { FormContext } from "#components/form-context.tsx";
import { emptyFormState, type FormAction, type FormWords } from "#components/form-state.ts";

export type FormBodyProps = {
  action: FormAction;
  /** Unlike any other form's on the page; ids of fields begin with it. */
  id: string;
  labels: Readonly<Record<string, string>>;
  words: FormWords;
  children: React.ReactNode;
};

/** The client half of `Form`: keeps the action's answer, and lets no key of a kana conversion submit. */
export function FormBody({ action, id, labels, words, children }: FormBodyProps) {
  const [state, submit, pending] = useActionState(action, emptyFormState);
  // `pending` is a render late: of two quick presses the second would still see it false.
  const busy = useRef(false);
  useEffect(() => {
    if (!pending) busy.current = false;
  }, [pending]);
  return (
    <FormContext value={{ id, labels, state, words }}>
      <ErrorSummary />
      <form
        id={id}
        action={submit}
        noValidate
        aria-busy={pending || undefined}
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          // A button that only puts something aside (`data-aside`) has an action of its own.
          const { submitter } = event.nativeEvent as SubmitEvent;
          if (submitter?.dataset.aside !== undefined) return;
          if (busy.current) event.preventDefault();
          busy.current = true;
        }}
        onKeyDown={(event) => {
          const composing = event.nativeEvent.isComposing || event.keyCode === 229;
          if (event.key === "Enter" && composing) event.preventDefault();
        }}
      >
        <ConfirmOtp />
        {children}
      </form>
    </FormContext>
  );
}
