import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { ownPath } from "#app/_lib/own-path.ts";
import { enterPassword } from "#app/(sign-in)/sign-in/actions.ts";
import { SingleSignOnButton, SingleSignOnProblem } from "#app/(sign-in)/sign-in/single-sign-on.tsx";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { env } from "#env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const t = await getT("signIn");
  const common = await getT("common");
  const query = await searchParams;
  const only = env().singleSignOn?.only === true;
  return (
    <>
      <h1 className="font-700 text-[1.5rem]">{t("title")}</h1>
      {"signed-out" in query && <Notice tone="success" title={t("signedOut")} />}
      <SingleSignOnProblem problem={query.problem} />
      <p className="text-ink-soft">{t(only ? "leadOnly" : "lead")}</p>
      {!only && (
        <Form
          action={enterPassword}
          language={await getLanguage()}
          labels={{ username: t("username"), password: t("password") }}
        >
          <input type="hidden" name="back" value={ownPath(query.back) ?? ""} />
          <Field name="username" required autoComplete="username" autoFocus width="full" />
          <Field name="password" type="password" required autoComplete="current-password" width="full" />
          <SubmitButton pending={common("pending")} wide>
            {t("submit")}
          </SubmitButton>
        </Form>
      )}
      <SingleSignOnButton />
    </>
  );
}
