import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { NoticeFilter, noticeFilterOf } from "#app/(console)/notices/filter.tsx";
import { NoticeForm } from "#app/(console)/notices/notice-form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { listOfNotices } from "#core/notices/list.ts";
import { noticeMoves } from "#core/notices/rules.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("notices"))("title") };
}

export default async function NoticesPage({ searchParams }: PageProps<"/notices">) {
  const context = await guardPage("notice.read");
  const params = await searchParams;
  const filter = noticeFilterOf(params);
  const found = await listOfNotices(context, { ...filter, page: oneParam(params, "page") });
  const language = await getLanguage();
  const t = await getT("notices");
  const done = noticeMoves.find((move) => move === oneParam(params, "done"));
  return (
    <Desk desk="notices">
      <PageHead title={t("title")} lead={t("lead")} />
      {done && (
        <div className="mb-4">
          <Notice
            tone="success"
            announce
            title={t(`done.${done}`, { count: Number(oneParam(params, "count") ?? 0) })}
          />
        </div>
      )}
      <NoticeFilter {...filter} />
      <NoticeForm
        rows={found.rows}
        state={filter.state}
        mayHandle={permits(context.actor, "notice.handle")}
      />
      <Pager
        language={language}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref("/notices", { ...filter, page }),
        })}
      />
    </Desk>
  );
}
