import { getT } from "#app/_lib/language.ts";
import { singleSignOnProblems } from "#app/_lib/single-sign-on.ts";
import { Notice } from "#components/notice.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { env } from "#env.ts";

/** Why the last try to come by single sign-on came to nothing. */
export async function SingleSignOnProblem({ problem }: { problem: string | string[] | undefined }) {
  const t = await getT("signIn");
  const known = singleSignOnProblems.find((one) => one === problem);
  return known && env().singleSignOn ? <Notice tone="danger" title={t(`problem.${known}`)} announce /> : null;
}

/** The way to the provider, where there is one. A route and not an action: see `leadAway`. */
export async function SingleSignOnButton() {
  const t = await getT("signIn");
  const common = await getT("common");
  const { singleSignOn } = env();
  if (!singleSignOn) return null;
  return (
    <form method="post" action="/api/auth/signin/oidc">
      <SubmitButton pending={common("pending")} look={singleSignOn.only ? "primary" : "secondary"} wide>
        {singleSignOn.label ?? t("singleSignOn")}
      </SubmitButton>
    </form>
  );
}
