import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { Decide } from "#app/(console)/tokens/requests/[id]/decide.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { tokenTones } from "#components/tone.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";
import { proposalStates } from "#core/proposals/rules.ts";
import { readTokenRequest } from "#core/tokens/read-request.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("requests.title") };
}

export default async function TokenRequestPage({ params, searchParams }: PageProps<"/tokens/requests/[id]">) {
  const context = await guardPage("token.view");
  const { id } = await params;
  const query = await searchParams;
  const found = await loadPage(readTokenRequest(context, { requestId: id, page: oneParam(query, "page") }));
  const { request, tokens } = found;
  const done = proposalStates.find((state) => state === oneParam(query, "done") && state === request.state);
  const t = await getT("tokenMoves");
  const proposals = await getT("proposals");
  const words = await getT("tokens");
  const language = await getLanguage();
  const format = await getFormat();
  const own = request.makerId === context.actor.id;
  const mayEnd = request.state === "proposed" && (own || permits(context.actor, "token.decide"));
  const { leftOut } = request;
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("requests.one", { move: t(`move.${request.move}`) })}
        state={<ProposalChip state={request.state} />}
        back={{ href: "/tokens/requests", label: t("requests.title") }}
      />
      {done && (
        <div className="mb-4">
          <Notice
            tone="success"
            announce
            title={t(`requests.done.${done}`, { moved: request.tokenCount - leftOut })}
          >
            {done === "proposed" && t("requests.done.proposedNext")}
            {done === "approved" && leftOut > 0 && t("requests.done.leftOut", { leftOut })}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="flex flex-col gap-4">
          <Section title={t("section.requests")}>
            <DescriptionList
              items={[
                { label: t("field.move"), value: t(`move.${request.move}`) },
                { label: t("field.count"), value: t("requests.count", { count: request.tokenCount }) },
                { label: proposals("field.reason"), value: request.reason },
                { label: proposals("field.maker"), value: request.makerName },
                { label: proposals("field.proposedAt"), value: format.dateTime(request.proposedAt) },
                ...(request.decidedAt
                  ? [
                      {
                        label: t("field.decided"),
                        value: `${proposals(`state.${request.state}`)}　${request.checkerName ?? request.makerName}　${format.dateTime(request.decidedAt)}`,
                      },
                    ]
                  : []),
                ...(request.decisionNote ? [{ label: proposals("note"), value: request.decisionNote }] : []),
              ]}
            />
          </Section>
          <Section title={t("section.tokens")} plain>
            <DataTable
              language={language}
              caption={t("section.tokens")}
              short
              rows={tokens.rows}
              rowKey={(row) => row.id}
              rowHref={(row) => `/tokens/${row.id}`}
              columns={[
                { key: "serial", header: words("field.serial"), cell: (row) => row.serial },
                {
                  key: "state",
                  header: words("field.state"),
                  cell: (row) => <Chip tone={tokenTones[row.state]}>{words(`state.${row.state}`)}</Chip>,
                },
                { key: "model", header: words("field.model"), cell: (row) => row.model },
                {
                  key: "expires",
                  header: words("field.batteryExpiresOn"),
                  cell: (row) => format.shortDate(row.expiresOn),
                },
                {
                  key: "moved",
                  header: t("field.moved"),
                  cell: (row) => row.movedAt && format.dateTime(row.movedAt),
                },
              ]}
            />
            {tokens.pages > 1 && (
              <Pager
                language={language}
                {...pagerProps(tokens, {
                  rowsPerPage: pageRows,
                  href: (page) => listHref(`/tokens/requests/${request.id}`, { page }),
                })}
              />
            )}
          </Section>
        </div>
        {mayEnd && <Decide request={request} own={own} />}
      </div>
    </Desk>
  );
}
