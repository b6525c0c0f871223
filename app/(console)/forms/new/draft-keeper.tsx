"use client";
import { useEffect } from "react";

type Props = { formId: string; save: (form: FormData) => Promise<void> };

const pauseMs = 1_000;

/** Keeps what is typed as a draft a moment after each change, until the form is sent. */
export function DraftKeeper({ formId, save }: Props) {
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const typed = new FormData();
        for (const [name, value] of new FormData(form)) {
          if (typeof value === "string" && !name.startsWith("$")) typed.append(name, value);
        }
        // A draft that cannot be kept now is kept at the next change.
        save(typed).catch(() => {});
      }, pauseMs);
    };
    const rest = () => clearTimeout(waiting);
    form.addEventListener("input", keep);
    form.addEventListener("submit", rest);
    return () => {
      rest();
      form.removeEventListener("input", keep);
      form.removeEventListener("submit", rest);
    };
  }, [formId, save]);
  return null;
}
