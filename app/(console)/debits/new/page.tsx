import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Build } from "#app/(console)/debits/new/build.tsx";
import { Refused } from "#app/(console)/debits/new/refused.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Field } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { previewBatch } from "#core/debits/preview.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("debits"))("newTitle") };
}

export default async function NewDebitPage({ searchParams }: PageProps<"/debits/new">) {
  const context = await guardPage("debit.propose");
  const params = await searchParams;
  const asked = { untilOn: oneParam(params, "untilOn"), debitOn: oneParam(params, "debitOn") };
  const preview = await previewBatch(context, asked);
  const language = await getLanguage();
  const t = await getT("debits");
  const format = await getFormat();
  const { movedFrom, debitOn } = preview;
  return (
    <Desk desk="debits">
      <PageHead title={t("newTitle")} lead={t("newLead")} back={{ href: "/debits", label: t("toList") }} />
      <FilterBar
        language={language}
        action="/debits/new"
        active={asked.untilOn !== undefined || asked.debitOn !== undefined}
      >
        <Field
          name="untilOn"
          type="date"
          label={t("field.untilOn")}
          width="auto"
          defaultValue={preview.untilOn}
        />
        <Field name="debitOn" type="date" label={t("field.debitOn")} width="auto" defaultValue={debitOn} />
      </FilterBar>
      <div className="flex flex-col gap-4">
        {preview.consignor === null && (
          <Notice
            tone="warning"
            title={t("unset")}
            action={<ButtonLink href="/settings/edit">{t("toSettings")}</ButtonLink>}
          >
            {t("unsetText")}
          </Notice>
        )}
        {movedFrom && (
          <Notice
            tone="info"
            title={t("movedFrom", { from: format.date(movedFrom), to: format.date(debitOn) })}
          />
        )}
        <Build preview={preview} />
        <Refused preview={preview} />
      </div>
    </Desk>
  );
}
