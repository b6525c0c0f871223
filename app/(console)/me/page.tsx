import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Sessions } from "#app/(console)/me/sessions.tsx";
import { ThemeChoice } from "#app/(console)/me/theme.tsx";
import { ButtonLink } from "#components/button.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { readOwnAccount } from "#core/staff/own-account.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("me.title") };
}

/** Below this one should make new recovery codes. */
const fewCodes = 3;

export default async function MePage({ searchParams }: PageProps<"/me">) {
  const context = await guardPage("account.own");
  const { actor } = context;
  const account = await readOwnAccount(context, {});
  const asked = oneParam(await searchParams, "done");
  const done = (["password", "authenticator", "session", "sessions", "theme"] as const).find(
    (one) => one === asked,
  );
  const t = await getT("account");
  const common = await getT("common");
  const format = await getFormat();
  const { passwordChangedAt, recoveryCodesLeft: count } = account;
  return (
    <Desk desk="me">
      <PageHead title={t("me.title")} lead={t("me.lead")} />
      <div className="flex flex-col gap-4">
        {done && <Notice tone="success" announce title={t(`me.done.${done}`)} />}
        {asked === "recovered" && (
          <Notice
            tone="warning"
            announce
            title={t("codes.used", { count })}
            action={<ButtonLink href="/me/authenticator">{t("me.changeAuthenticator")}</ButtonLink>}
          >
            {t("codes.usedText")}
          </Notice>
        )}
        <Section title={t("me.signIn")}>
          <DescriptionList
            items={[
              { label: t("me.username"), value: <span className="code">{actor.username}</span> },
              { label: t("me.name"), value: actor.name },
              {
                label: t("me.role"),
                value: `${common(`role.${actor.role}`)} ・ ${actor.branchCode ?? common("allBranches")}`,
              },
              account.singleSignOn
                ? { label: t("me.password"), value: t("me.provider") }
                : {
                    label: t("me.password"),
                    value:
                      passwordChangedAt &&
                      t("me.passwordChanged", { at: format.dateTime(passwordChangedAt) }),
                    action: <a href="/password">{t("me.changePassword")}</a>,
                  },
              {
                label: t("me.authenticator"),
                value: t(account.hasAuthenticator ? "me.hasAuthenticator" : "me.noAuthenticator"),
                action: (
                  <a href="/me/authenticator">
                    {t(account.hasAuthenticator ? "me.changeAuthenticator" : "join.begin")}
                  </a>
                ),
              },
              {
                label: t("me.codes"),
                value: (
                  <>
                    {t("codes.left", { count })}
                    {count < fewCodes && <span className="ml-3 text-warning">{t("codes.few")}</span>}
                  </>
                ),
                action: <a href="/me/recovery-codes">{t("me.makeCodes")}</a>,
              },
            ]}
          />
        </Section>
        <ThemeChoice />
        <Sessions language={await getLanguage()} context={context} />
      </div>
    </Desk>
  );
}
