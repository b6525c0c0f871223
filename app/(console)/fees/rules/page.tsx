import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { listHref, oneParam, pagerProps } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Changes } from "#app/(console)/fees/rules/changes.tsx";
import { Rates, Rules } from "#app/(console)/fees/rules/tables.tsx";
import { ButtonLink } from "#components/button.tsx";
import { PageHead, Section } from "#components/page-head.tsx";
import { Pager } from "#components/pager.tsx";
import { readFeeRules } from "#core/fee-rules/read.ts";
import { pageRows } from "#core/page.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("feeRules"))("title") };
}

export default async function FeeRulesPage({ searchParams }: PageProps<"/fees/rules">) {
  const context = await guardPage("feeRule.read");
  const params = await searchParams;
  const { rules, rates, proposed, history } = await readFeeRules(context, { page: oneParam(params, "page") });
  const t = await getT("feeRules");
  const fees = await getT("fees");
  return (
    <Desk desk="fees">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{ href: "/fees", label: fees("title") }}
        actions={
          permits(context.actor, "feeRule.propose") && (
            <>
              <ButtonLink href="/fees/rules/new-rate">{t("new.tax_rate")}</ButtonLink>
              <ButtonLink href="/fees/rules/new" look="primary">
                {t("new.fee")}
              </ButtonLink>
            </>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {proposed.length > 0 && (
          <Section title={t("section.proposed")} plain>
            <Changes caption={t("section.proposed")} changes={proposed} />
          </Section>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <Section title={t("subject.fee")} plain>
            <Rules rules={rules} />
          </Section>
          <Section title={t("subject.tax_rate")} plain>
            <Rates rates={rates} />
          </Section>
        </div>
        <Section title={t("section.history")} plain>
          <Changes caption={t("section.history")} changes={history.rows} />
          {history.pages > 1 && (
            <Pager
              language={await getLanguage()}
              {...pagerProps(history, {
                rowsPerPage: pageRows,
                href: (page) => listHref("/fees/rules", { page }),
              })}
            />
          )}
        </Section>
      </div>
    </Desk>
  );
}
