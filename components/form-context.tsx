"use client";
import { createContext, use } from "react";
import { emptyFormState, type FormState, type FormWords } from "#components/form-state.ts";

type FormScope = {
  id: string;
  labels: Readonly<Record<string, string>>;
  state: FormState;
  words: FormWords;
};

export const FormContext = createContext<FormScope>({
  id: "form",
  labels: {},
  state: emptyFormState,
  words: {
    required: "※必須",
    optional: "",
    errorMark: "＊",
    pending: "…",
    oneError: "",
    manyErrors: "",
    errorLine: "{label}{text}",
    errorTitle: "{title}",
  },
});

/** All that a field needs to know of the form around it. */
export function useField(name: string, ownLabel: string | undefined, support: boolean) {
  const { id, labels, state, words } = use(FormContext);
  const error = state.errors[name];
  const controlId = fieldId(id, name);
  const describedBy = [support && `${controlId}-support`, error && `${controlId}-error`].filter(Boolean);
  return {
    id: controlId,
    label: ownLabel ?? labels[name] ?? name,
    error,
    typed: state.values[name],
    words,
    /** Changes with every answer: React resets a form after its action, and only new controls take new defaults. */
    version: state.attempt,
    aria: {
      "aria-invalid": error ? (true as const) : undefined,
      "aria-describedby": describedBy.join(" ") || undefined,
    },
  };
}

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}
