import { getLanguage, getT } from "#app/_lib/language.ts";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { SubmitButton } from "#components/submit-button.tsx";

/** Contractor ID and login password: the same two for a login and for 利用開始. */
export async function PasswordForm({ action, submit }: { action: FormAction; submit: string }) {
  const t = await getT("customer");
  const common = await getT("common");
  return (
    <Form
      action={action}
      language={await getLanguage()}
      labels={{ contractorId: t("login.contractorId"), password: t("login.password") }}
    >
      <Field
        name="contractorId"
        required
        support={t("login.contractorIdSupport")}
        halfWidth="digits"
        inputMode="numeric"
        autoComplete="username"
      />
      <Field
        name="password"
        type="password"
        required
        support={t("login.passwordSupport")}
        autoComplete="current-password"
      />
      <div className="mt-1 flex w-96 max-w-full flex-col">
        <SubmitButton pending={common("pending")} wide>
          {submit}
        </SubmitButton>
      </div>
    </Form>
  );
}
