import { getT } from "#app/_lib/language.ts";
import { Checkbox, RadioGroup } from "#components/choice-field.tsx";
import { Field, SelectField, TextareaField } from "#components/field.tsx";
import { FieldGrid } from "#components/form.tsx";
import { accountTypes } from "#core/debits/rules.ts";
import { asksFor, type FormKind, formTicks, identityDocuments, reissueReasons } from "#core/forms/rules.ts";

/** What the fields hold at first: of a form to be corrected, or today's date for a new one. */
export type KeyedValues = {
  reason?: string | null;
  receivedOn: string;
  identityDocument?: string | null;
  debitAccountType?: string | null;
  discoveredOn?: string | null;
  policeReport?: string | null;
  note?: string;
} & Partial<Record<(typeof formTicks)[number], boolean>>;

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
    ...formTicks,
    "debitAccountType",
    "discoveredOn",
    "policeReport",
    "note",
    "scans",
  ] as const;
  return Object.fromEntries(names.map((name) => [name, t(`field.${name}`)]));
}

/*
 * What only some kinds of paper ask for is there once such a kind is chosen: by CSS alone, so without script too, and
 * always where an error stands under it. What is hidden is not taken: see `keyed` of the actions.
 */
const onlyReissue =
  "[form:has([name=kind][type=radio]):not(:has([name=kind][value=reissue]:checked))_&:not(:has([aria-invalid]))]:hidden";
const onlyOrders =
  "[form:has([name=kind]:checked):not(:has([name=kind]:is([value=new],[value=exchange],[value=reissue]):checked))_&:not(:has([aria-invalid]))]:hidden";
const onlyOldToken =
  "[form:has([name=kind]:checked):not(:has([name=kind]:is([value=new],[value=exchange],[value=reissue],[value=unenroll]):checked))_&]:hidden";
const onlyDebit =
  "[form:has([name=feeDebitAuthorised]):not(:has([name=feeDebitAuthorised]:checked))_&:not(:has([aria-invalid]))]:hidden";
const orDebit = "[form:has([name=feeDebitAuthorised]:checked)_&:not(:has([aria-invalid],:checked))]:hidden";
const onlyTheft = "[form:not(:has([name=reason]_[value=stolen]:checked))_&:not(:has([aria-invalid]))]:hidden";

type Props = {
  values: KeyedValues;
  /** Where it is settled already. */
  kind?: FormKind;
  /** How the form came in, where that is still to be said. */
  children?: React.ReactNode;
};

/** The part of the paper that may be corrected later, in the order of the paper. */
export async function KeyedFields({ values, kind, children }: Props) {
  const t = await getT("forms");
  const debits = await getT("debits");
  const common = await getT("common");
  const asked = kind ? asksFor(kind) : { reason: true, fee: true, oldToken: true };
  return (
    <>
      <FieldGrid>
        {asked.reason && (
          <div className={onlyReissue}>
            <SelectField
              name="reason"
              required
              emptyLabel={t("choose")}
              defaultValue={values.reason ?? ""}
              options={reissueReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
            />
          </div>
        )}
        <Field
          name="receivedOn"
          required
          halfWidth="text"
          support={common("dateSupport")}
          defaultValue={values.receivedOn}
        />
        {children}
        <SelectField
          name="identityDocument"
          emptyLabel={t("choose")}
          defaultValue={values.identityDocument ?? ""}
          options={identityDocuments.map((value) => ({ value, label: t(`identityDocument.${value}`) }))}
        />
      </FieldGrid>
      <fieldset>
        <legend className="mb-1 font-700">{t("section.confirm")}</legend>
        <FieldGrid tight>
          <Checkbox
            name="sealVerified"
            support={t("sealSupport")}
            defaultChecked={values.sealVerified ?? false}
          />
          {asked.fee && (
            <div className={onlyOrders}>
              <Checkbox name="feeDebitAuthorised" defaultChecked={values.feeDebitAuthorised ?? false} />
            </div>
          )}
          <Checkbox name="cardPresented" defaultChecked={values.cardPresented ?? false} />
          {asked.fee && (
            <div className={`${onlyOrders} ${orDebit}`}>
              <Checkbox name="feeAtCounter" defaultChecked={values.feeAtCounter ?? false} />
            </div>
          )}
          {asked.oldToken && (
            <div className={onlyOldToken}>
              <Checkbox name="oldTokenReturned" defaultChecked={values.oldTokenReturned ?? false} />
            </div>
          )}
        </FieldGrid>
      </fieldset>
      {asked.fee && (
        <div className={`${onlyOrders} ${onlyDebit}`}>
          <RadioGroup
            name="debitAccountType"
            required
            inline
            {...(values.debitAccountType && { defaultValue: values.debitAccountType })}
            options={accountTypes.map((value) => ({ value, label: debits(`accountType.${value}`) }))}
          />
        </div>
      )}
      {asked.reason && (
        <fieldset className={`${onlyReissue} ${onlyTheft}`}>
          <legend className="mb-1 font-700">{t("section.theft")}</legend>
          <FieldGrid>
            <Field
              name="discoveredOn"
              halfWidth="text"
              support={common("dateSupport")}
              defaultValue={values.discoveredOn ?? ""}
            />
            <Field name="policeReport" defaultValue={values.policeReport ?? ""} />
          </FieldGrid>
        </fieldset>
      )}
      <TextareaField name="note" rows={2} defaultValue={values.note ?? ""} />
    </>
  );
}
