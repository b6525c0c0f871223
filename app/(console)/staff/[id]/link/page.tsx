import type { Metadata } from "next";
import { getFormat, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { shownNewLink } from "#app/_lib/new-link.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { handedOverAction } from "#app/(console)/staff/actions.ts";
import { ButtonLink, ButtonRow } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readPerson } from "#core/staff/read-person.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("staff"))("shownLink.page") };
}

/** A new link, to the administrator who made it, until they say that it is handed over; and what to do with it. */
export default async function LinkPage({ params }: PageProps<"/staff/[id]/link">) {
  const context = await guardPage("staff.manage");
  const { id: staffId } = await params;
  const { person } = await loadPage(readPerson(context, { staffId }));
  const shown = await shownNewLink(context.session.id, staffId);
  const t = await getT("staff");
  const common = await getT("common");
  const format = await getFormat();
  const { name, username, singleSignOn } = person;
  const steps = [
    t("shownLink.give", { name }),
    t(singleSignOn ? "shownLink.openSingleSignOn" : "shownLink.open"),
    t("shownLink.lost"),
  ];
  return (
    <Desk desk="staff">
      <PageHead title={t("shownLink.page")} lead={t("one", { name, username })} />
      {shown ? (
        <div className="flex max-w-[48rem] flex-col gap-4">
          <div data-chrome>
            <Notice tone="warning" announce title={t("shownLink.title")}>
              {t("shownLink.text", { name })}
            </Notice>
          </div>
          <div className="panel p-5">
            <label htmlFor="link" className="font-700">
              {t("shownLink.label")}
            </label>
            <p id="link-support" className="text-[0.875rem] text-ink-soft">
              {t("shownLink.support", { at: format.dateTime(shown.expiresAt) })}
            </p>
            <textarea
              id="link"
              readOnly
              rows={2}
              spellCheck={false}
              aria-describedby="link-support"
              className="control code mt-1.5 w-full break-all"
              defaultValue={shown.url}
            />
          </div>
          <Section title={t("shownLink.next")}>
            <ol className="list-inside list-decimal">
              {steps.map((step) => (
                <li key={step} className="py-0.5">
                  {step}
                </li>
              ))}
            </ol>
          </Section>
          <ButtonRow>
            <form action={handedOverAction}>
              <input type="hidden" name="staffId" value={staffId} />
              <SubmitButton pending={common("pending")}>{t("shownLink.kept")}</SubmitButton>
            </form>
            <PrintButton>{common("action.print")}</PrintButton>
          </ButtonRow>
        </div>
      ) : (
        <EmptyState
          title={t("shownLink.gone")}
          icon="info"
          action={<ButtonLink href={`/staff/${staffId}`}>{t("one", { name, username })}</ButtonLink>}
        >
          {t("shownLink.goneText")}
        </EmptyState>
      )}
    </Desk>
  );
}
