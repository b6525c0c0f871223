"use client";
import { use } from "react";
import { Field } from "#components/field.tsx";
import { FormContext, fieldId } from "#components/form-context.tsx";
import { ScanField } from "#components/scan-field.tsx";

type Props = { first: string; second: string; took?: string | undefined };

/**
 * Two barcodes of one thing: the reader's Enter leads from the first to the second, and from there submits. Where the
 * second alone was refused, scanning it once more is enough: it is the longer of the two.
 */
export function ScanPair({ first, second, took }: Props) {
  const { id, state } = use(FormContext);
  const kept = state.errors[second] && !state.errors[first] ? (state.values[first]?.[0] ?? "") : "";
  return (
    <>
      <ScanField
        name={first}
        took={took}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          const other = document.getElementById(fieldId(id, second));
          if (!(other instanceof HTMLInputElement)) return;
          event.preventDefault();
          const own = event.currentTarget;
          if (kept !== "" && own.value.length > kept.length) {
            [own.value, other.value] = [kept, own.value];
            own.form?.requestSubmit();
            return;
          }
          other.focus();
          other.select();
        }}
      />
      <Field name={second} required width="full" halfWidth="code" />
    </>
  );
}
