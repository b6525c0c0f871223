"use client";
import { use, useEffect, useState } from "react";
import { Field, toHalfWidth } from "#components/field.tsx";
import { FormContext, fieldId } from "#components/form-context.tsx";

type Props = {
  /** Gives the customer of a contractor ID, to be shown. */
  look: (contractorId: string) => Promise<React.ReactNode>;
  defaultValue: string;
  /** Names the place where the customer is shown. */
  label: string;
  /** What stands there until then. */
  hint: string;
};

/**
 * The contractor ID, and beside it whose it is as soon as it is whole. `customerShown` tells the action for which ID
 * that was; where no script shows it, the action does.
 */
export function CustomerField({ look, defaultValue, label, hint }: Props) {
  const { id, state } = use(FormContext);
  const [shown, setShown] = useState<{ contractorId: string; customer: React.ReactNode }>();
  // Without script nobody is ever shown here, so nothing is promised.
  const [awake, setAwake] = useState(false);
  const controlId = fieldId(id, "contractorId");

  useEffect(() => {
    const form = document.getElementById(id);
    setAwake(true);
    let asked = "";
    const show = () => {
      // Looked up each time: an answer of the form brings a new one.
      const control = document.getElementById(controlId);
      if (!(control instanceof HTMLInputElement)) return;
      const contractorId = toHalfWidth(control.value, "digits");
      if (contractorId === asked) return;
      asked = contractorId;
      if (!/^\d{11}$/.test(contractorId)) return setShown(undefined);
      setShown({ contractorId, customer: null });
      const told = (customer: React.ReactNode) => {
        if (asked === contractorId) setShown({ contractorId, customer });
      };
      // Who is not shown now is asked for by the action.
      look(contractorId).then(told, () => setShown(undefined));
    };
    show();
    form?.addEventListener("input", show);
    return () => form?.removeEventListener("input", show);
  }, [id, controlId, look]);

  return (
    <div className="grid items-start gap-x-8 gap-y-3 lg:grid-cols-2">
      <Field
        name="contractorId"
        required
        width="s"
        halfWidth="digits"
        inputMode="numeric"
        autoFocus
        defaultValue={defaultValue}
      />
      <section
        aria-label={label}
        aria-live="polite"
        className="min-h-[5.5rem] rounded-6 bg-surface-sunken px-4 py-2.5"
      >
        {shown ? shown.customer : awake && <p className="text-[0.875rem] text-ink-soft">{hint}</p>}
      </section>
      <input
        key={`${state.attempt} ${shown?.contractorId}`}
        type="hidden"
        name="customerShown"
        defaultValue={shown?.contractorId ?? state.values.customerShown?.[0] ?? ""}
      />
    </div>
  );
}
