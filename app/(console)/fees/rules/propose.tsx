import type { ReactNode } from "react";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { Field, TextareaField } from "#components/field.tsx";
import { FieldGrid, Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { PageHead } from "#components/page-head.tsx";

type Props = { title: string; lead: string; action: FormAction; children: ReactNode };

/** The page on which a manager asks for a fee or a rate: its own fields, then from when and why. */
export async function Propose({ title, lead, action, children }: Props) {
  const t = await getT("feeRules");
  const names = ["kind", "reason", "oldToken", "netYen", "percent", "validFrom", "why"] as const;
  return (
    <Desk desk="fees">
      <PageHead title={title} lead={lead} back={{ href: "/fees/rules", label: t("title") }} />
      <div className="panel max-w-[56rem] p-6">
        <Form
          action={action}
          language={await getLanguage()}
          labels={Object.fromEntries(names.map((name) => [name, t(`field.${name}`)]))}
        >
          <FieldGrid>
            {children}
            <Field name="validFrom" required halfWidth="text" support={t("new.day")} />
          </FieldGrid>
          <TextareaField name="why" required rows={2} />
          <p className="text-[0.875rem] text-ink-soft">{t("new.again")}</p>
          <FormEnd back="/fees/rules">{t("new.submit")}</FormEnd>
        </Form>
      </div>
    </Desk>
  );
}
