import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { proposeFeeAction } from "#app/(console)/fees/rules/actions.ts";
import { Propose } from "#app/(console)/fees/rules/propose.tsx";
import { Field, SelectField } from "#components/field.tsx";
import { orderingKinds, reissueReasons } from "#core/forms/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("feeRules"))("new.fee") };
}

export default async function NewFeePage() {
  await guardPage("feeRule.propose");
  const t = await getT("feeRules");
  const forms = await getT("forms");
  return (
    <Propose title={t("new.fee")} lead={t("new.feeLead")} action={proposeFeeAction}>
      <SelectField
        name="kind"
        required
        width="s"
        emptyLabel={forms("choose")}
        options={orderingKinds.map((value) => ({ value, label: forms(`kind.${value}`) }))}
      />
      <SelectField
        name="reason"
        width="s"
        support={t("new.reason")}
        emptyLabel={t("every")}
        options={reissueReasons.map((value) => ({ value, label: forms(`reason.${value}`) }))}
      />
      <SelectField
        name="oldToken"
        width="s"
        emptyLabel={t("every")}
        options={(["returned", "kept"] as const).map((value) => ({ value, label: t(`oldToken.${value}`) }))}
      />
      <Field name="netYen" required width="s" halfWidth="digits" inputMode="numeric" support={t("new.yen")} />
    </Propose>
  );
}
