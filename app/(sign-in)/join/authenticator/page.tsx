import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import { joinAction } from "#app/(sign-in)/join/actions.ts";
import { JoinHead, LinkGone } from "#app/(sign-in)/join/head.tsx";
import { invitationToken } from "#app/(sign-in)/join/invitation.ts";
import { AuthenticatorSetup } from "#components/authenticator-setup.tsx";
import { CodeField } from "#components/code-field.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readInvitation } from "#core/staff/join.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("me.authenticator") };
}

/** Second step of joining: the authenticator, and the code that shows that it has the secret. */
export default async function JoinAuthenticatorPage() {
  const invited = await readInvitation(forSignIn(await requestContext()), await invitationToken());
  if (!invited) return <LinkGone />;
  if (!invited.authenticator) redirect("/join");
  const language = await getLanguage();
  const t = await getT("account");
  const common = await getT("common");
  return (
    <>
      <JoinHead invited={invited} step={2} />
      <AuthenticatorSetup language={language} {...invited.authenticator} />
      <Form action={joinAction} language={language} labels={{ otp: t("authenticator.otp") }}>
        <CodeField name="otp" required support={t("authenticator.otpSupport")} />
        <SubmitButton pending={common("pending")} wide>
          {t("authenticator.submit")}
        </SubmitButton>
      </Form>
      {!invited.singleSignOn && <a href="/join">{t("authenticator.back")}</a>}
    </>
  );
}
