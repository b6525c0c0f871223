import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { DaysFilter } from "#app/(console)/days-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { ChosenNotices, isChoosing, withBoxes } from "#app/(console)/notices/chosen.tsx";
import { askedNotices, noticeColumns } from "#app/(console)/notices/listed.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfNotices } from "#core/notices/list.ts";
import {
  noticeEvents,
  noticeMoves,
  noticeRecipients,
  noticeSorts,
  noticeStates,
} from "#core/notices/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("notices"))("title") };
}

export default async function NoticesPage({ searchParams }: PageProps<"/notices">) {
  const context = await guardPage("notice.read");
  const params = await searchParams;
  const { filter, input } = askedNotices(params);
  const found = await listOfNotices(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("notices");
  const addresses = await getT("mailAddresses");
  const done = noticeMoves.find((move) => move === oneParam(params, "done"));
  const handles = permits(context.actor, "notice.handle") && found.rows.length > 0;
  const choosing = handles && isChoosing(filter.state) ? filter.state : undefined;
  const columns = (await noticeColumns()).map((column) =>
    choosing && column.key === "event" ? withBoxes(column, choosing) : column,
  );
  return (
    <Desk desk="notices">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ButtonLink href="/notices/addresses">{addresses("list.title")}</ButtonLink>
            {permits(context.actor, "branchMail.read") && (
              <ButtonLink href="/notices/branches">{addresses("branches.title")}</ButtonLink>
            )}
          </>
        }
      />
      {done && (
        <div className="mb-4">
          <Notice
            tone="success"
            announce
            title={t(`done.${done}`, { count: Number(oneParam(params, "count") ?? 0) })}
          />
        </div>
      )}
      <List
        path="/notices"
        params={params}
        filter={filter}
        file="/notices/notices.csv"
        found={found}
        sorts={noticeSorts}
        caption={t("title")}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        short={choosing !== undefined}
        deeds={choosing && <ChosenNotices state={choosing} />}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={noticeStates}
          words={(state) => t(`state.${state}`)}
        />
        <ChoiceFilter
          name="event"
          label={t("field.event")}
          asked={filter.event}
          values={noticeEvents}
          words={(event) => t(`event.${event}`)}
        />
        <ChoiceFilter
          name="recipient"
          label={t("field.recipient")}
          asked={filter.recipient}
          values={noticeRecipients}
          words={(recipient) => t(`recipient.${recipient}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
        <DaysFilter asked={filter} />
      </List>
    </Desk>
  );
}
