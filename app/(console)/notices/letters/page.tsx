import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { moveNoticesAction } from "#app/(console)/notices/actions.ts";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { NoticeLetter } from "#components/notice-letter.tsx";
import { PageHead } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { formatDate } from "#components/words/format.ts";
import { readNoticeLetters } from "#core/notices/letters.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("notices"))("letters.title") };
}

export default async function NoticeLettersPage({ searchParams }: PageProps<"/notices/letters">) {
  const context = await guardPage("notice.handle");
  const { id = [] } = await searchParams;
  const noticeIds = [id].flat();
  const letters = noticeIds.length > 0 ? await loadPage(readNoticeLetters(context, { noticeIds })) : [];
  const t = await getT("notices");
  const common = await getT("common");
  const unprinted = letters.filter(({ state }) => state === "to_print");
  const printed = letters.length - unprinted.length;
  return (
    <Desk desk="notices">
      <div data-chrome>
        <PageHead
          title={t("letters.title")}
          lead={t("letters.lead")}
          back={{ href: "/notices?state=to_print", label: t("title") }}
          actions={letters.length > 0 && <PrintButton>{common("action.print")}</PrintButton>}
        />
        {letters.length === 0 ? (
          <EmptyState
            title={t("letters.none")}
            action={<ButtonLink href="/notices?state=to_print">{t("title")}</ButtonLink>}
          >
            {t("letters.noneText")}
          </EmptyState>
        ) : (
          <div className="mb-4 flex flex-col gap-3">
            <Notice tone="info" title={t("letters.count", { count: letters.length })}>
              {t("letters.hint")}
            </Notice>
            {printed > 0 && <Notice tone="warning" title={t("letters.printed", { count: printed })} />}
            {unprinted.length > 0 && (
              <Form action={moveNoticesAction} language={await getLanguage()} labels={{}}>
                <input type="hidden" name="move" value="print" />
                <input type="hidden" name="state" value="to_print" />
                {unprinted.map((letter) => (
                  <input key={letter.id} type="hidden" name="noticeIds" value={letter.id} />
                ))}
                <div>
                  <SubmitButton pending={common("pending")}>{t("letters.mark")}</SubmitButton>
                </div>
              </Form>
            )}
          </div>
        )}
      </div>
      <div className="overflow-x-auto print:overflow-visible">
        {letters.map((letter, index) => (
          <NoticeLetter
            key={letter.id}
            name={t("letters.sheet", { nth: index + 1, title: letter.title })}
            title={letter.title}
            paragraphs={letter.paragraphs}
            branchName={letter.branchName}
            date={formatDate("ja", letter.day)}
            to={letter.contract}
          />
        ))}
      </div>
    </Desk>
  );
}
