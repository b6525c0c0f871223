"use client";
import { useActionState } from "react";
import { Button } from "#components/button.tsx";
import { ErrorSummary } from "#components/error-summary.tsx";
import { Field } from "#components/field.tsx";
import { FormContext } from "#components/form-context.tsx";
import { emptyFormState, type FormState, type FormWords } from "#components/form-state.ts";
import { SubmitButton } from "#components/submit-button.tsx";

/** A row of a file, and what becomes of it in words; `problem`: it cannot be had. */
type PreviewRow = { row: number; cells: readonly string[]; fate: string; problem: boolean };
/** A form's state with what a file was found to say, and its text to be sent once more when confirmed. */
export type FilePreviewState = FormState & {
  preview: { text: string; rows: readonly PreviewRow[]; ready: boolean } | null;
};

type Texts = Readonly<Record<"support" | "check" | "confirm" | "again" | "preview", string>>;
type Props = {
  /** Sent with the file. */
  hidden?: Readonly<Record<string, string>>;
  action: (state: FilePreviewState, form: FormData) => Promise<FilePreviewState>;
  words: FormWords;
  labels: Readonly<Record<string, string>>;
  texts: Texts;
  /** Over the number of the row, its cells, and what becomes of it. */
  headers: readonly string[];
};

/** A file in two steps: first what it comes to, row by row, then, confirmed, the doing. */
export function FilePreviewForm({ hidden = {}, action, words, labels, texts, headers }: Props) {
  const [state, submit] = useActionState(action, { ...emptyFormState, preview: null });
  const { preview } = state;
  return (
    <FormContext value={{ id: "file", labels, state, words }}>
      <ErrorSummary />
      <form id="file" action={submit} className="flex flex-col gap-4">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {preview ? (
          <>
            <PreviewTable rows={preview.rows} title={texts.preview} headers={headers} />
            <input type="hidden" name="text" value={preview.text} />
            <div className="flex flex-wrap gap-3">
              {preview.ready && (
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

type TableProps = { rows: readonly PreviewRow[]; title: string; headers: readonly string[] };

function PreviewTable({ rows, title, headers }: TableProps) {
  return (
    <section
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="panel max-h-96 overflow-auto"
    >
      <table className="w-full text-[0.875rem]">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="bg-surface-sunken text-start text-ink-soft">
            {headers.map((header) => (
              <th key={header} scope="col" className="h-10 whitespace-nowrap px-3 text-start">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells, fate, problem }) => (
            <tr key={row} className="border-line border-b">
              <td className="h-10 px-3">{row}</td>
              {cells.map((cell, at) => (
                <td key={headers[at + 1]} className="whitespace-nowrap px-3">
                  {cell}
                </td>
              ))}
              <td className={`min-w-44 px-3 py-1 ${problem ? "font-700 text-danger" : "text-success"}`}>
                {problem ? `＊${fate}` : fate}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
