import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Facts } from "#app/(console)/debits/[id]/facts.tsx";
import { NextStep } from "#app/(console)/debits/[id]/next-step.tsx";
import { Records } from "#app/(console)/debits/[id]/records.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Chip } from "#components/chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { debitTones } from "#components/tone.ts";
import { fieldError } from "#components/words/translate.ts";
import { readBatch } from "#core/debits/read.ts";
import { debitResults, debitStates } from "#core/debits/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("debits"))("title") };
}

/** Comes back with `error.file` and what it names where a result was refused. */
export default async function DebitPage({ params, searchParams }: PageProps<"/debits/[id]">) {
  const context = await guardPage("debit.read");
  const { id: batchId } = await params;
  const query = await searchParams;
  const result = [...debitResults, "failed" as const].find((one) => one === oneParam(query, "result"));
  const batch = await loadPage(readBatch(context, { batchId, result, page: oneParam(query, "page") }));
  const done = debitStates.find((state) => state === oneParam(query, "done") && state === batch.state);
  const language = await getLanguage();
  const t = await getT("debits");
  const format = await getFormat();
  const named = ["record", "customerNumber", "missing", "told", "counted"].map((name) => [
    name,
    oneParam(query, name) ?? "",
  ]);
  const errors = ["confirmOtp", "file"].flatMap((field) => {
    const key = oneParam(query, `error.${field}`);
    return key ? [[field, fieldError(language, key, Object.fromEntries(named))]] : [];
  });
  return (
    <Desk desk="debits">
      <PageHead
        title={t("one", { number: String(batch.number) })}
        state={<Chip tone={debitTones[batch.state]}>{t(`state.${batch.state}`)}</Chip>}
        back={{ href: "/debits", label: t("toList") }}
      />
      <div className="flex flex-col gap-4">
        {done && (
          <Notice tone="success" announce title={t(`done.${done}`)}>
            {done === "settled" && (
              <>
                {t("field.debited")} {sum(batch.debitedCount, batch.debitedYen)}、{t("field.failed")}{" "}
                {sum(batch.failedCount, batch.failedYen)}
              </>
            )}
          </Notice>
        )}
        {oneParam(query, "known") && batch.state === "settled" && (
          <Notice tone="info" announce title={t("known")} />
        )}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          <Facts batch={batch} />
          <NextStep batch={batch} context={context} errors={Object.fromEntries(errors)} />
        </div>
        <Records language={language} batch={batch} result={result} />
      </div>
    </Desk>
  );

  function sum(count: number | null, yen: number | null) {
    return t("sum", { count: count ?? 0, yen: format.yen(yen ?? 0) });
  }
}
