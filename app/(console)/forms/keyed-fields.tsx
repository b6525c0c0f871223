import { getT } from "#app/_lib/language.ts";
import { Checkbox } from "#components/choice-field.tsx";
import { Field, SelectField, TextareaField } from "#components/field.tsx";
import { identityDocuments, reissueReasons } from "#core/forms/rules.ts";

/** What the fields hold at first: of a form to be corrected, or today's date for a new one. */
export type KeyedValues = {
  reason?: string | null;
  receivedOn: string;
  identityDocument?: string | null;
  sealVerified?: boolean;
  cardPresented?: boolean;
  oldTokenReturned?: boolean;
  feeDebitAuthorised?: boolean;
  discoveredOn?: string | null;
  policeReport?: string | null;
  note?: string;
};

/** Labels of every field of the form, for the fields and for the error summary. */
export async function formLabels(): Promise<Record<string, string>> {
  const t = await getT("forms");
  const names = [
    "contractorId",
    "kind",
    "channel",
    "reason",
    "receivedOn",
    "identityDocument",
    "sealVerified",
    "cardPresented",
    "oldTokenReturned",
    "feeDebitAuthorised",
    "discoveredOn",
    "policeReport",
    "note",
    "scans",
  ] as const;
  return Object.fromEntries(names.map((name) => [name, t(`field.${name}`)]));
}

/** The part of the paper that may be corrected later, in the order of the paper. */
export async function KeyedFields({ values, withReason }: { values: KeyedValues; withReason: boolean }) {
  const t = await getT("forms");
  const common = await getT("common");
  const choice = <Value extends string>(value: Value, label: string) => ({ value, label });
  return (
    <>
      {withReason && (
        <SelectField
          name="reason"
          support={t("noReason")}
          emptyLabel={t("choose")}
          defaultValue={values.reason ?? ""}
          options={reissueReasons.map((value) => choice(value, t(`reason.${value}`)))}
        />
      )}
      <Field
        name="receivedOn"
        required
        width="s"
        halfWidth="text"
        support={common("dateSupport")}
        defaultValue={values.receivedOn}
      />
      <SelectField
        name="identityDocument"
        emptyLabel={t("choose")}
        defaultValue={values.identityDocument ?? ""}
        options={identityDocuments.map((value) => choice(value, t(`identityDocument.${value}`)))}
      />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-700">{t("section.confirm")}</legend>
        <Checkbox
          name="sealVerified"
          support={t("sealSupport")}
          defaultChecked={values.sealVerified ?? false}
        />
        <Checkbox name="cardPresented" defaultChecked={values.cardPresented ?? false} />
        <Checkbox name="oldTokenReturned" defaultChecked={values.oldTokenReturned ?? false} />
        <Checkbox name="feeDebitAuthorised" defaultChecked={values.feeDebitAuthorised ?? false} />
      </fieldset>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-1 font-700">{t("section.theft")}</legend>
        <Field name="discoveredOn" width="s" halfWidth="text" defaultValue={values.discoveredOn ?? ""} />
        <Field name="policeReport" defaultValue={values.policeReport ?? ""} />
      </fieldset>
      <TextareaField name="note" rows={2} defaultValue={values.note ?? ""} />
    </>
  );
}
