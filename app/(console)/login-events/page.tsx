import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { DaysFilter } from "#app/(console)/days-filter.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Verdict } from "#app/(console)/login-events/verdict.tsx";
import { LostCharacters } from "#app/(console)/lost-characters.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Field } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHead } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { loginTones } from "#components/tone.ts";
import { clientWords } from "#components/words/logins.ts";
import { readAnchors } from "#core/audit/anchor-file.ts";
import { listOfLoginEvents } from "#core/logins/list-events.ts";
import { loginEventFactors, loginEventOutcomes, ownClients } from "#core/logins/rules.ts";
import { verifyLoginEvents } from "#core/logins/verify-events.ts";
import { pageRows } from "#core/page.ts";
import { env } from "#env.ts";

const path = "/login-events";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("logins"))("title") };
}

export default async function LoginEventsPage({ searchParams }: PageProps<"/login-events">) {
  const context = await guardPage("audit.read");
  const params = await searchParams;
  const filter = {
    contractorId: oneParam(params, "contractorId"),
    outcome: oneParam(params, "outcome"),
    factor: oneParam(params, "factor"),
    clientKey: oneParam(params, "clientKey"),
    address: oneParam(params, "address"),
    from: oneParam(params, "from"),
    until: oneParam(params, "until"),
  };
  const found = await loadPage(listOfLoginEvents(context, { ...filter, page: oneParam(params, "page") }));
  const verify = oneParam(params, "verify");
  const verdict =
    verify &&
    (await verifyLoginEvents(context, {
      noted: verify === "1" ? undefined : verify,
      ...(await readAnchors(env().AUDIT_ANCHORS, "login-events")),
    }));
  const language = await getLanguage();
  const t = await getT("logins");
  const contracts = await getT("contracts");
  const format = await getFormat();
  const clients = new Map(
    [
      ...ownClients.map((clientKey) => ({ clientKey, clientName: null })),
      ...found.clients.map(({ id, name }) => ({ clientKey: id, clientName: name })),
    ].map((one) => [one.clientKey, clientWords(language, one)]),
  );
  return (
    <Desk desk="loginEvents">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={<ButtonLink href={listHref(path, { ...filter, verify: 1 })}>{t("verify")}</ButtonLink>}
      />
      {verdict && <Verdict verdict={verdict} now={context.now} />}
      <FilterBar language={language} action={path} active={Object.values(filter).some(Boolean)}>
        <Field
          name="contractorId"
          label={contracts("field.contractorId")}
          width="s"
          halfWidth="digits"
          defaultValue={filter.contractorId ?? ""}
        />
        <ChoiceFilter
          name="outcome"
          label={t("field.outcome")}
          asked={filter.outcome}
          values={loginEventOutcomes}
          words={(outcome) => contracts(`loginOutcome.${outcome}`)}
        />
        <ChoiceFilter
          name="factor"
          label={t("field.factor")}
          asked={filter.factor}
          values={loginEventFactors}
          words={(factor) => contracts(`loginFactor.${factor}`)}
        />
        <ChoiceFilter
          name="clientKey"
          label={t("field.client")}
          asked={filter.clientKey}
          values={[...clients.keys()]}
          words={(key) => clients.get(key) ?? key}
        />
        <Field name="address" label={t("field.address")} width="s" defaultValue={filter.address ?? ""} />
        <DaysFilter asked={filter} />
      </FilterBar>
      <LostCharacters lost={oneParam(params, "lost")} file={listHref(`${path}/events.csv`, filter)} />
      <DataTable
        language={language}
        caption={t("title")}
        rows={found.rows}
        rowKey={(row) => String(row.id)}
        columns={[
          { key: "number", header: t("field.number"), cell: (row) => row.id },
          { key: "at", header: t("field.at"), cell: (row) => format.second(row.at) },
          {
            key: "contractor",
            header: contracts("field.contractorId"),
            cell: (row) =>
              row.contractId ? (
                <a data-row href={`/contracts/${row.contractId}`}>
                  {row.contractorId}
                </a>
              ) : (
                t("unknownContract")
              ),
          },
          {
            key: "factor",
            header: t("field.factor"),
            cell: (row) => contracts(`loginFactor.${row.factor}`),
          },
          {
            key: "outcome",
            header: t("field.outcome"),
            cell: (row) => (
              <Chip tone={loginTones[row.outcome]}>{contracts(`loginOutcome.${row.outcome}`)}</Chip>
            ),
          },
          {
            key: "reachedLimit",
            header: t("field.reachedLimit"),
            cell: (row) => row.reachedLimit && <Chip tone="danger">{t("reachedLimit")}</Chip>,
          },
          { key: "client", header: t("field.client"), cell: (row) => clientWords(language, row) },
          { key: "address", header: t("field.address"), cell: (row) => row.address },
        ]}
      />
      <Pager
        language={language}
        csvHref={listHref(`${path}/events.csv`, filter)}
        {...pagerProps(found, {
          rowsPerPage: pageRows,
          href: (page) => listHref(path, { ...filter, page }),
        })}
      />
    </Desk>
  );
}
