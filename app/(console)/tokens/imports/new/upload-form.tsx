"use client";
import { Button } from "#components/button.tsx";
import { ConfirmOtp } from "#components/confirm-otp.tsx";
import { ErrorSummary } from "#components/error-summary.tsx";
import { Field } from "#components/field.tsx";
import { FormContext } from "#components/form-context.tsx";
import type { ConfirmWords, FormWords } from "#components/form-state.ts";

type Texts = Readonly<Record<string, string>>;
type Props = {
  words: FormWords;
  labels: Texts;
  support: Texts;
  errors: Texts;
  typed: Readonly<Record<string, string[]>>;
  submit: string;
  confirm?: ConfirmWords;
};

/** A plain form post, since an action's body may have 1 MB. The file comes last: what is said of it is read first. */
export function UploadForm({ words, labels, support, errors, typed, submit, confirm }: Props) {
  const state = { attempt: 1, errors, values: typed, notice: null, ...(confirm && { confirm }) };
  return (
    <FormContext value={{ id: "upload", labels, state, words }}>
      <ErrorSummary />
      <form
        id="upload"
        action="/tokens/imports/upload"
        method="post"
        encType="multipart/form-data"
        className="flex flex-col gap-5"
      >
        <ConfirmOtp />
        <div className="grid grid-cols-1 items-start gap-x-8 gap-y-5 lg:grid-cols-2">
          <Field name="batch" support={support.batch} />
          <Field name="expiresOn" support={support.expiresOn} width="s" halfWidth="text" />
          <Field name="manufacturer" support={support.manufacturer} />
          <Field name="model" support={support.model} />
          <Field name="fileKey" type="password" support={support.fileKey} />
          <Field name="filePassword" type="password" support={support.filePassword} />
        </div>
        <Field
          name="file"
          type="file"
          required
          support={support.file}
          accept=".xml,.pskc,.pskcxml,.csv,.txt"
        />
        <div>
          <Button type="submit" look="primary">
            {submit}
          </Button>
        </div>
      </form>
    </FormContext>
  );
}
