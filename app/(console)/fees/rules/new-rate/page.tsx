import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { proposeTaxRateAction } from "#app/(console)/fees/rules/actions.ts";
import { Propose } from "#app/(console)/fees/rules/propose.tsx";
import { Field } from "#components/field.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("feeRules"))("new.tax_rate") };
}

export default async function NewTaxRatePage() {
  await guardPage("feeRule.propose");
  const t = await getT("feeRules");
  return (
    <Propose title={t("new.tax_rate")} lead={t("new.rateLead")} action={proposeTaxRateAction}>
      <Field
        name="percent"
        required
        width="s"
        halfWidth="digits"
        inputMode="numeric"
        support={t("new.percent")}
      />
    </Propose>
  );
}
