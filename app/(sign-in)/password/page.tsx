import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { currentSession } from "#app/_lib/session.ts";
import { NewPasswordFields } from "#app/(sign-in)/new-password-fields.tsx";
import { changePasswordAction } from "#app/(sign-in)/password/actions.ts";
import { signOut } from "#app/(sign-in)/sign-in/actions.ts";
import { Button } from "#components/button.tsx";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("password.title") };
}

/** One's own password, of one's own will or because it is due: then this is the one page that opens. */
export default async function PasswordPage() {
  const session = (await currentSession()) ?? redirect("/sign-in");
  const t = await getT("account");
  const common = await getT("common");
  return (
    <>
      <h1 className="font-700 text-[1.5rem]">{t("password.title")}</h1>
      {session.passwordChangeDue && (
        <Notice tone="warning" title={t("password.due")}>
          {t("password.dueText")}
        </Notice>
      )}
      <p className="text-ink-soft">{t("password.note")}</p>
      <Form
        action={changePasswordAction}
        language={await getLanguage()}
        labels={{
          password: t("password.old"),
          newPassword: t("newPassword.label"),
          passwordAgain: t("newPassword.again"),
        }}
      >
        <Field
          name="password"
          type="password"
          required
          autoComplete="current-password"
          autoFocus
          width="full"
        />
        <NewPasswordFields username={session.actor.username} support={t("newPassword.support")} />
        <SubmitButton pending={common("pending")} wide>
          {t("password.submit")}
        </SubmitButton>
      </Form>
      {session.passwordChangeDue ? (
        <form action={signOut}>
          <Button type="submit" look="quiet">
            {common("signOut")}
          </Button>
        </form>
      ) : (
        <a href="/me">{t("password.cancel")}</a>
      )}
    </>
  );
}
