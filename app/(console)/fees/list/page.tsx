import type { Metadata } from "next";
import { getFormat, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { listHref, oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ReportFields } from "#app/(console)/fees/filter.tsx";
import { askedFees, feeColumns } from "#app/(console)/fees/list/listed.tsx";
import { List } from "#app/(console)/list.tsx";
import { SelectField } from "#components/field.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfFees } from "#core/fees/list.ts";
import { feeShares, feeSorts } from "#core/fees/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("list.title") };
}

export default async function FeeListPage({ searchParams }: PageProps<"/fees/list">) {
  const context = await guardPage("fee.read");
  const params = await searchParams;
  const { conditions, share, filter, input } = askedFees(params);
  const found = await loadPage(listOfFees(context, { ...input, page: oneParam(params, "page") }));
  const t = await getT("fees");
  const { date } = await getFormat();
  const { from, until } = found.period;
  return (
    <Desk desk="fees">
      <PageHead
        title={t(`list.of.${share}`)}
        lead={t("range", { from: date(from), until: date(until) })}
        back={{ href: listHref("/fees", conditions), label: t("title") }}
      />
      <List
        path="/fees/list"
        params={params}
        filter={filter}
        file="/fees/list/fees.csv"
        found={found}
        sorts={feeSorts}
        caption={t(`list.of.${share}`)}
        columns={await feeColumns(share)}
        rowKey={(row) => row.id}
        rowHref={(row) => `/fees/${row.id}`}
      >
        <SelectField
          name="share"
          label={t("list.share")}
          width="auto"
          defaultValue={share}
          options={feeShares.map((value) => ({ value, label: t(`list.of.${value}`) }))}
        />
        <ReportFields
          conditions={conditions}
          branches={found.branches}
          branchCode={found.branchCode}
          month={from.slice(0, 7)}
          now={context.now}
        />
      </List>
    </Desk>
  );
}
