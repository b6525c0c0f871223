import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { BranchField } from "#app/(console)/branch-field.tsx";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { endDelegationAction } from "#app/(console)/delegations/actions.ts";
import {
  askedDelegations,
  type DelegationRow,
  delegationColumns,
} from "#app/(console)/delegations/listed.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { List } from "#app/(console)/list.tsx";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { listOfDelegations } from "#core/delegations/list.ts";
import { delegationSorts, delegationStates, isParty } from "#core/delegations/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("delegations"))("title") };
}

export default async function DelegationsPage({ searchParams }: PageProps<"/delegations">) {
  const context = await guardPage("delegation.read");
  const params = await searchParams;
  const { filter, input } = askedDelegations(params);
  const found = await listOfDelegations(context, { ...input, page: oneParam(params, "page") });
  const done = (["named", "ended"] as const).find((one) => one === oneParam(params, "done"));
  const language = await getLanguage();
  const t = await getT("delegations");
  const common = await getT("common");
  const format = await getFormat();
  const names = permits(context.actor, "delegation.name");
  const isNarrowed = Object.values(filter).some(Boolean);
  return (
    <Desk desk="delegations">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          names && (
            <ButtonLink href="/delegations/new" look="primary">
              {t("name")}
            </ButtonLink>
          )
        }
      />
      {done && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${done}`)} />
        </div>
      )}
      <List
        path="/delegations"
        params={params}
        filter={filter}
        file="/delegations/delegations.csv"
        found={found}
        sorts={delegationSorts}
        caption={t("title")}
        columns={[
          ...(await delegationColumns()),
          ...(names ? [{ key: "end", header: t("field.end"), cell: end }] : []),
        ]}
        rowKey={(row) => row.id}
        empty={isNarrowed ? undefined : <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      >
        <ChoiceFilter
          name="state"
          label={t("field.state")}
          asked={filter.state}
          values={delegationStates}
          words={(state) => t(`state.${state}`)}
        />
        <BranchField branches={found.branches} asked={filter.branch} />
      </List>
    </Desk>
  );

  function end(row: DelegationRow) {
    if (row.over || !isParty(row, context.actor.id)) return null;
    const days = t("days", { from: format.shortDate(row.fromOn), until: format.shortDate(row.untilOn) });
    return (
      <Form id={`end-${row.id}`} action={endDelegationAction} language={language} labels={{}}>
        <input type="hidden" name="delegationId" value={row.id} />
        <div>
          <SubmitButton look="secondary" pending={common("pending")}>
            {t("end")}
            <span className="sr-only">{t("endOf", { substitute: row.substitute.name, days })}</span>
          </SubmitButton>
        </div>
      </Form>
    );
  }
}
