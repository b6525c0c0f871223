"use client";
import type { FormWords } from "#components/form-state.ts";

type Props = {
  id: string;
  label: string;
  required?: boolean | undefined;
  support?: React.ReactNode;
  error?: string | undefined;
  words: FormWords;
  children: React.ReactNode;
};

/** DADS order: label and ※必須, support text, control, error. */
export function FieldFrame({ id, label, required, support, error, words, children }: Props) {
  return (
    <div className={frameClass(error)}>
      <label htmlFor={id} className="font-700 leading-150">
        {label}
        <RequiredMark required={required} words={words} />
      </label>
      <Support id={id}>{support}</Support>
      {children}
      <FieldError id={id} error={error} words={words} />
    </div>
  );
}

/** The same for a group of radio buttons or checkboxes. */
export function GroupFrame({ id, label, required, support, error, words, children }: Props) {
  return (
    <div className={frameClass(error)}>
      <fieldset
        id={id}
        tabIndex={-1}
        aria-describedby={
          [support && `${id}-support`, error && `${id}-error`].filter(Boolean).join(" ") || undefined
        }
        className="flex min-w-0 flex-col gap-1"
      >
        <legend className="mb-1 font-700 leading-150">
          {label}
          <RequiredMark required={required} words={words} />
        </legend>
        <Support id={id}>{support}</Support>
        {children}
        <FieldError id={id} error={error} words={words} />
      </fieldset>
    </div>
  );
}

function frameClass(error: string | undefined): string {
  return `flex min-w-0 flex-col gap-1 ${error ? "border-danger border-l-4 pl-3" : ""}`;
}

function RequiredMark({ required, words }: Pick<Props, "required" | "words">) {
  return required ? <span className="ml-2 text-[0.875rem] text-danger">{words.required}</span> : null;
}

function Support({ id, children }: { id: string; children: React.ReactNode }) {
  return children ? (
    <p id={`${id}-support`} className="text-[0.875rem] text-ink-soft leading-150">
      {children}
    </p>
  ) : null;
}

export function FieldError({ id, error, words }: Pick<Props, "id" | "error" | "words">) {
  return error ? (
    <p id={`${id}-error`} className="font-700 text-[0.875rem] text-danger">
      {words.errorMark}
      {error}
    </p>
  ) : null;
}
