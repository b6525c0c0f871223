"use client";
import { use, useEffect } from "react";
import { Field } from "#components/field.tsx";
import { FormContext, fieldId } from "#components/form-context.tsx";
import { playOutcome } from "#components/scan-sound.ts";

type Props = {
  name: string;
  support?: string;
  onKeyDown?: React.KeyboardEventHandler<HTMLInputElement>;
  /** Changes with each scan that took, so that a tone says so; absent where none did yet. */
  took?: string | undefined;
};

/**
 * The field of a barcode reader, which types and presses Enter: what it types outside of any field goes here. A high
 * tone says that it took, a low one that it was refused; the words for both stand on the page and are spoken.
 */
export function ScanField({ name, support, took, ...rest }: Props) {
  const { id, state } = use(FormContext);
  const controlId = fieldId(id, name);
  const { attempt } = state;

  useEffect(() => {
    if (attempt > 0) playOutcome("refused");
  }, [attempt]);

  useEffect(() => {
    if (took) playOutcome("took");
    const control = document.getElementById(controlId);
    if (control instanceof HTMLInputElement) control.focus();
  }, [took, controlId]);

  useEffect(() => {
    function catchScan(event: KeyboardEvent) {
      const { key, target } = event;
      if (key.length !== 1 || key === "/" || key === "?" || key === " ") return;
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target instanceof Element && target.closest("input, select, textarea, dialog")) return;
      const control = document.getElementById(controlId);
      if (!(control instanceof HTMLInputElement)) return;
      // The key is typed into what has the focus by then; `j` and `k` walk no rows here.
      control.focus();
      control.select();
      event.stopPropagation();
    }
    document.addEventListener("keydown", catchScan, { capture: true });
    return () => document.removeEventListener("keydown", catchScan, { capture: true });
  }, [controlId]);

  return <Field name={name} required width="full" halfWidth="code" autoFocus support={support} {...rest} />;
}
