import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import { choosePasswordAction } from "#app/(sign-in)/join/actions.ts";
import { JoinHead, LinkGone } from "#app/(sign-in)/join/head.tsx";
import { invitationToken } from "#app/(sign-in)/join/invitation.ts";
import { NewPasswordFields } from "#app/(sign-in)/new-password-fields.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readInvitation } from "#core/staff/join.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("join.title.join") };
}

/** First step of joining: the password, or for who signs in by the provider nothing but going on. */
export default async function JoinPage() {
  const invited = await readInvitation(forSignIn(await requestContext()), await invitationToken());
  if (!invited) return <LinkGone />;
  const language = await getLanguage();
  const t = await getT("account");
  const common = await getT("common");
  return (
    <>
      <JoinHead invited={invited} step={1} />
      {invited.singleSignOn ? (
        <p>{t("join.singleSignOn")}</p>
      ) : (
        invited.authenticator && (
          <p>
            {t("join.again")} <a href="/join/authenticator">{t("join.skip")}</a>
          </p>
        )
      )}
      <Form
        action={choosePasswordAction}
        language={language}
        labels={{ newPassword: t("newPassword.label"), passwordAgain: t("newPassword.again") }}
      >
        {!invited.singleSignOn && (
          <NewPasswordFields username={invited.username} support={t("newPassword.support")} />
        )}
        <SubmitButton pending={common("pending")} wide>
          {t(invited.singleSignOn ? "join.begin" : "newPassword.submit")}
        </SubmitButton>
      </Form>
    </>
  );
}
