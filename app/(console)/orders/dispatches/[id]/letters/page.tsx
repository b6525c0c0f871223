import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { CoverLetter } from "#components/cover-letter.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { formatDate } from "#components/words/format.ts";
import { readLetters } from "#core/dispatches/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("dispatches"))("letters.title") };
}

export default async function LettersPage({ params }: PageProps<"/orders/dispatches/[id]/letters">) {
  const context = await guardPage("order.dispatch");
  const { id } = await params;
  const { dispatch, letters } = await loadPage(readLetters(context, { dispatchId: id }));
  const t = await getT("dispatches");
  const common = await getT("common");
  return (
    <Desk desk="orders">
      <div data-chrome>
        <PageHead
          title={t("letters.title")}
          lead={t("letters.lead")}
          back={{
            href: `/orders/dispatches/${id}`,
            label: t("one", { number: String(dispatch.number) }),
          }}
          actions={letters.length > 0 && <PrintButton>{common("action.print")}</PrintButton>}
        />
        {letters.length === 0 ? (
          <EmptyState title={t("letters.none")} />
        ) : (
          <div className="mb-4">
            <Notice tone="info" title={t("letters.count", { count: letters.length })}>
              {t("letters.print")}
            </Notice>
          </div>
        )}
      </div>
      <div className="overflow-x-auto print:overflow-visible">
        {letters.map((letter) => (
          <CoverLetter
            key={letter.id}
            name={t("letters.sheet", { number: String(letter.number) })}
            orderNumber={letter.number}
            serial={letter.serial}
            branchName={letter.branchName}
            date={formatDate("ja", letter.day)}
            to={letter.contract}
          />
        ))}
      </div>
    </Desk>
  );
}
