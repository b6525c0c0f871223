"use client";
import { useActionState } from "react";
import { Button } from "#components/button.tsx";
import { ErrorSummary } from "#components/error-summary.tsx";
import { Field } from "#components/field.tsx";
import { FormContext } from "#components/form-context.tsx";
import { emptyFormState, type FormState, type FormWords } from "#components/form-state.ts";
import { SubmitButton } from "#components/submit-button.tsx";

type PreviewRow = { row: number; orderNumber: string; trackingNumber: string; problem: string | null };
/** A form's state with what a file was found to say, and its text to be sent once more when confirmed. */
export type TrackingState = FormState & {
  preview: { text: string; rows: readonly PreviewRow[] } | null;
};

type Props = {
  dispatchId: string;
  action: (state: TrackingState, form: FormData) => Promise<TrackingState>;
  words: FormWords;
  labels: Readonly<Record<string, string>>;
  texts: Readonly<
    Record<
      "support" | "check" | "confirm" | "again" | "ok" | "row" | "order" | "tracking" | "result" | "preview",
      string
    >
  >;
};

/** A file of tracking numbers: first what it comes to, row by row, then all of it or nothing. */
export function TrackingForm({ dispatchId, action, words, labels, texts }: Props) {
  const [state, submit] = useActionState(action, { ...emptyFormState, preview: null });
  const { preview } = state;
  const sound = preview?.rows.every(({ problem }) => problem === null) ?? false;
  return (
    <FormContext value={{ id: "file", labels, state, words }}>
      <ErrorSummary />
      <form id="file" action={submit} className="flex flex-col gap-4">
        <input type="hidden" name="dispatchId" value={dispatchId} />
        {preview ? (
          <>
            <PreviewTable rows={preview.rows} texts={texts} />
            <input type="hidden" name="text" value={preview.text} />
            <div className="flex flex-wrap gap-3">
              {sound && (
                <SubmitButton pending={words.pending} name="confirmed" value="1">
                  {texts.confirm}
                </SubmitButton>
              )}
              <Button onClick={() => window.location.reload()}>{texts.again}</Button>
            </div>
          </>
        ) : (
          <>
            <Field
              name="file"
              type="file"
              width="full"
              required
              accept=".csv,.txt,.tsv"
              support={texts.support}
            />
            <div>
              <SubmitButton look="secondary" pending={words.pending}>
                {texts.check}
              </SubmitButton>
            </div>
          </>
        )}
      </form>
    </FormContext>
  );
}

function PreviewTable({ rows, texts }: { rows: readonly PreviewRow[]; texts: Props["texts"] }) {
  return (
    <section
      aria-label={texts.preview}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="panel max-h-96 overflow-auto"
    >
      <table className="w-full text-[0.875rem]">
        <caption className="sr-only">{texts.preview}</caption>
        <thead>
          <tr className="bg-surface-sunken text-start text-ink-soft">
            {[texts.row, texts.order, texts.tracking, texts.result].map((header) => (
              <th key={header} scope="col" className="h-10 px-3 text-start">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, orderNumber, trackingNumber, problem }) => (
            <tr key={row} className="border-line border-b">
              <td className="h-10 px-3">{row}</td>
              <td className="px-3">{orderNumber}</td>
              <td className="px-3">{trackingNumber}</td>
              <td className={`px-3 ${problem ? "font-700 text-danger" : "text-success"}`}>
                {problem ? `＊${problem}` : texts.ok}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
