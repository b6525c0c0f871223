import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { nameSubstituteAction } from "#app/(console)/delegations/actions.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { Field, SelectField, TextareaField } from "#components/field.tsx";
import { FieldGrid, Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { readSubstitutes } from "#core/delegations/read-substitutes.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("delegations"))("newTitle") };
}

const fields = ["substituteId", "fromOn", "untilOn", "reason"] as const;

export default async function NewDelegationPage() {
  const context = await guardPage("delegation.name");
  const others = await readSubstitutes(context, {});
  const t = await getT("delegations");
  const common = await getT("common");
  return (
    <Desk desk="delegations">
      <PageHead
        title={t("newTitle")}
        lead={t("newLead")}
        back={{ href: "/delegations", label: t("title") }}
      />
      <div className="panel max-w-[56rem] p-6">
        <Form
          action={nameSubstituteAction}
          language={await getLanguage()}
          labels={Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))}
        >
          <SelectField
            name="substituteId"
            required
            support={t("support.substituteId")}
            emptyLabel={t("choose")}
            options={others.map(({ id, name, branchCode, branchName }) => ({
              value: id,
              label: t("person", { branch: `${branchCode} ${branchName}`, name }),
            }))}
          />
          <FieldGrid>
            <Field name="fromOn" required support={common("dateSupport")} width="s" halfWidth="text" />
            <Field name="untilOn" required support={t("support.untilOn")} width="s" halfWidth="text" />
          </FieldGrid>
          <TextareaField name="reason" required rows={2} />
          <FormEnd back="/delegations">{t("name")}</FormEnd>
        </Form>
      </div>
    </Desk>
  );
}
