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
  /** The form is folded away under this until somebody wants it; an answer to it is in sight. */
  fold?: string;
  children: React.ReactNode;
};

/** The client half of `Form`: keeps the action's answer, and lets no key of a kana conversion submit. */
export function FormBody({ action, id, labels, words, fold, children }: FormBodyProps) {
  const [state, submit, pending] = useActionState(action, emptyFormState);
  // `pending` is a render late: of two quick presses the second would still see it false.
  const busy = useRef(false);
  useEffect(() => {
    if (!pending) busy.current = false;
  }, [pending]);
  const form = (
    <>
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
    </>
  );
  return (
    <FormContext value={{ id, labels, state, words }}>
      {fold ? (
        <details open={state.attempt > 0} className="rounded-8 border border-line-strong">
          <summary className="min-h-11 cursor-pointer px-4 py-2 font-700 text-accent">{fold}</summary>
          <div className="px-4 pb-4">{form}</div>
        </details>
      ) : (
        form
      )}
    </FormContext>
  );
}
