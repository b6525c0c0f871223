import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { shownRecoveryCodes } from "#app/_lib/recovery-codes.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { keptRecoveryCodesAction, newRecoveryCodesAction } from "#app/(console)/me/actions.ts";
import { ButtonRow } from "#components/button.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readOwnAccount } from "#core/staff/own-account.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("account"))("codes.title") };
}

/** New recovery codes, shown until they are said to be kept; else how many are left, and the way to new ones. */
export default async function RecoveryCodesPage() {
  const context = await guardPage("account.own");
  const { actor, session } = context;
  const shown = await shownRecoveryCodes(session.id);
  const { recoveryCodesLeft: count } = await readOwnAccount(context, {});
  const t = await getT("account");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <Desk desk="me">
      <PageHead
        title={t("codes.title")}
        lead={t("codes.lead")}
        {...(!shown && { back: { href: "/me", label: t("me.title") } })}
      />
      {shown ? (
        <div className="flex max-w-[44rem] flex-col gap-4">
          <div data-chrome>
            <Notice tone="warning" title={t("codes.once")}>
              {t("codes.onceText")}
            </Notice>
          </div>
          <section aria-label={t("codes.title")} className="panel p-5">
            <p className="mb-3 text-[0.875rem] text-ink-soft">
              {t("codes.madeFor", { username: actor.username, at: format.dateTime(shown.madeAt) })}
            </p>
            <ol className="grid list-inside list-decimal gap-x-8 gap-y-2 sm:grid-cols-2">
              {shown.codes.map((code) => (
                <li key={code} className="border-line border-b py-1">
                  <span className="code ml-2 font-700">{code}</span>
                </li>
              ))}
            </ol>
          </section>
          <ButtonRow>
            <form action={keptRecoveryCodesAction}>
              <SubmitButton pending={common("pending")}>{t("codes.kept")}</SubmitButton>
            </form>
            <PrintButton>{common("action.print")}</PrintButton>
          </ButtonRow>
        </div>
      ) : (
        <div className="panel flex max-w-[44rem] flex-col gap-4 p-5">
          <p className="font-700">{t("codes.left", { count })}</p>
          <p>{t("codes.makeLead")}</p>
          <Form action={newRecoveryCodesAction} language={await getLanguage()} labels={{}}>
            <ButtonRow>
              <SubmitButton pending={common("pending")}>{t("codes.make")}</SubmitButton>
            </ButtonRow>
          </Form>
        </div>
      )}
    </Desk>
  );
}
