import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { forSignIn } from "#app/_lib/request.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { beginAuthenticatorAction, changeAuthenticatorAction } from "#app/(console)/me/actions.ts";
import { AuthenticatorSetup } from "#components/authenticator-setup.tsx";
import { ButtonRow } from "#components/button.tsx";
import { CodeField } from "#components/code-field.tsx";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Steps } from "#components/steps.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readNewAuthenticator } from "#core/staff/change-authenticator.ts";
import { readOwnAccount } from "#core/staff/own-account.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("change.title") };
}

/** Another authenticator in two steps: a code of the old one or a recovery code, then one of the new. */
export default async function AuthenticatorPage() {
  const context = await guardPage("account.own");
  const { actor, session } = context;
  const given = { sessionId: session.id, username: actor.username };
  const authenticator = await readNewAuthenticator(forSignIn(context), given);
  const { hasAuthenticator } = await readOwnAccount(context, {});
  const language = await getLanguage();
  const t = await getT("account");
  const common = await getT("common");
  return (
    <Desk desk="me">
      <PageHead title={t("change.title")} back={{ href: "/me", label: t("me.title") }} />
      <Steps
        language={language}
        names={[t("change.steps.prove"), t("change.steps.register")]}
        current={authenticator ? 2 : 1}
      />
      {authenticator ? (
        <div className="panel flex max-w-[34rem] flex-col gap-5 p-5">
          <AuthenticatorSetup language={language} {...authenticator} />
          <Form
            action={changeAuthenticatorAction}
            language={language}
            labels={{ otp: t("authenticator.otp") }}
          >
            <CodeField name="otp" required support={t("authenticator.otpSupport")} />
            <ButtonRow>
              <SubmitButton pending={common("pending")}>{t("authenticator.submit")}</SubmitButton>
            </ButtonRow>
          </Form>
        </div>
      ) : !hasAuthenticator ? (
        <Form action={beginAuthenticatorAction} language={language} labels={{}}>
          <ButtonRow>
            <SubmitButton pending={common("pending")}>{t("join.begin")}</SubmitButton>
          </ButtonRow>
        </Form>
      ) : (
        <div className="flex max-w-[44rem] flex-col gap-4">
          <p>{t("change.lead")}</p>
          <Section title={t("me.authenticator")}>
            <Form action={beginAuthenticatorAction} language={language} labels={{ otp: t("change.otp") }}>
              <CodeField name="otp" required support={t("change.otpSupport")} />
              <ButtonRow>
                <SubmitButton pending={common("pending")}>{t("change.next")}</SubmitButton>
              </ButtonRow>
            </Form>
          </Section>
          <Section title={t("change.orCode")}>
            <Form
              action={beginAuthenticatorAction}
              id="by-code"
              language={language}
              labels={{ recoveryCode: t("recovery.label") }}
            >
              <Field
                name="recoveryCode"
                required
                support={t("recovery.support")}
                halfWidth="code"
                maxLength={60}
              />
              <ButtonRow>
                <SubmitButton look="secondary" pending={common("pending")}>
                  {t("change.codeNext")}
                </SubmitButton>
              </ButtonRow>
            </Form>
          </Section>
        </div>
      )}
    </Desk>
  );
}
