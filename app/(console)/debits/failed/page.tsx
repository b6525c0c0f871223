import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { askedFailedFees, failedFeeColumns, failures } from "#app/(console)/debits/failed/listed.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHead } from "#components/page-head.tsx";
import { listOfFailedFees } from "#core/debits/list.ts";
import { failedFeeSorts } from "#core/debits/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("debits"))("failedTitle") };
}

export default async function FailedFeesPage({ searchParams }: PageProps<"/debits/failed">) {
  const context = await guardPage("debit.read");
  const params = await searchParams;
  const { filter, input } = askedFailedFees(params);
  const { tries, ...found } = await listOfFailedFees(context, { ...input, page: oneParam(params, "page") });
  const t = await getT("debits");
  return (
    <Desk desk="debits">
      <PageHead
        title={t("failedTitle")}
        lead={t("failedLead", { tries })}
        back={{ href: "/debits", label: t("toList") }}
      />
      <List
        path="/debits/failed"
        params={params}
        filter={filter}
        file="/debits/failed/failed.csv"
        found={found}
        sorts={failedFeeSorts}
        caption={t("failedTitle")}
        columns={await failedFeeColumns()}
        rowKey={(row) => row.feeId}
        rowHref={(row) => `/fees/${row.feeId}`}
        empty={<EmptyState title={t("failedNone")}>{t("failedNoneText", { tries })}</EmptyState>}
      >
        <ChoiceFilter
          name="result"
          label={t("field.lastResult")}
          asked={filter.result}
          values={failures}
          words={(result) => t(`result.${result}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
      </List>
    </Desk>
  );
}
