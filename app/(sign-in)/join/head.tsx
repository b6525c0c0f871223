import { getLanguage, getT } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { Steps } from "#components/steps.tsx";
import type { Invited } from "#core/staff/join.ts";

/** What is being set up, for whom, and how far it has come. */
export async function JoinHead({ invited, step }: { invited: Invited; step: 1 | 2 }) {
  const t = await getT("account");
  const { name, username, purpose } = invited;
  return (
    <>
      <h1 className="font-700 text-[1.5rem]">{t(`join.title.${purpose}`)}</h1>
      <Steps
        language={await getLanguage()}
        names={[t("join.steps.password"), t("join.steps.authenticator"), t("join.steps.codes")]}
        current={step}
      />
      <p className="text-ink-soft">{t("join.lead", { name, username })}</p>
    </>
  );
}

/** The same for every link that does nothing (any more), whatever it is. */
export async function LinkGone() {
  const t = await getT("account");
  return (
    <>
      <h1 className="font-700 text-[1.5rem]">{t("join.gone")}</h1>
      <p>{t("join.goneText")}</p>
      <ButtonLink href="/sign-in" wide>
        {t("join.signIn")}
      </ButtonLink>
    </>
  );
}
