import { getT } from "#app/_lib/language.ts";
import type { Conditions } from "#app/(console)/fees/conditions.ts";
import { Field, SelectField } from "#components/field.tsx";
import { japanDay } from "#core/clock.ts";
import { feeStates } from "#core/fees/rules.ts";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";

type Props = {
  conditions: Conditions;
  branches: readonly { code: string; name: string }[];
  branchCode: string | null;
  /** The month shown where none was asked for. */
  month: string;
  now: Date;
};

/** Fiscal years that the filter offers. */
const yearsBack = 12;

/** Of what time and which fees a report is, or a list behind it. */
export async function ReportFields({ conditions, branches, branchCode, month, now }: Props) {
  const t = await getT("fees");
  const forms = await getT("forms");
  const common = await getT("common");
  const today = japanDay(now);
  const lastYear = Number(today.slice(0, 4)) - (today.slice(5) < "04-01" ? 1 : 0);
  const years = Array.from({ length: yearsBack }, (_, ago) => lastYear - ago);
  const free = Boolean(conditions.from ?? conditions.until);
  return (
    <>
      <Field
        name="month"
        type="month"
        label={t("field.month")}
        width="auto"
        defaultValue={conditions.year || free ? "" : (conditions.month ?? month)}
      />
      <SelectField
        name="year"
        label={t("field.year")}
        width="auto"
        emptyLabel="—"
        defaultValue={free ? "" : (conditions.year ?? "")}
        options={years.map((year) => ({
          value: String(year),
          label: t("fiscalYear", { year: String(year) }),
        }))}
      />
      <Field
        name="from"
        type="date"
        label={t("field.from")}
        width="auto"
        defaultValue={conditions.from ?? ""}
      />
      <Field
        name="until"
        type="date"
        label={t("field.until")}
        width="auto"
        defaultValue={conditions.until ?? ""}
      />
      <SelectField
        name="branchCode"
        label={t("field.branch")}
        width="auto"
        {...(branches.length > 1 && { emptyLabel: common("allBranches") })}
        defaultValue={branchCode ?? ""}
        options={branches.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      />
      <SelectField
        name="kind"
        label={t("field.kind")}
        width="auto"
        emptyLabel={t("all")}
        defaultValue={conditions.kind ?? ""}
        options={orderingKinds.map((kind) => ({ value: kind, label: forms(`kind.${kind}`) }))}
      />
      <SelectField
        name="reason"
        label={t("field.reason")}
        width="auto"
        emptyLabel={t("all")}
        defaultValue={conditions.reason ?? ""}
        options={reissueReasons.map((reason) => ({ value: reason, label: forms(`reason.${reason}`) }))}
      />
      <SelectField
        name="state"
        label={t("field.stateThen")}
        width="auto"
        emptyLabel={t("all")}
        defaultValue={conditions.state ?? ""}
        options={feeStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
    </>
  );
}
