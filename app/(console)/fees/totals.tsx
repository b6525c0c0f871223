import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import type { Conditions } from "#app/(console)/fees/conditions.ts";
import { ages, figures } from "#app/(console)/fees/figures.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import type { feeReport } from "#core/fees/report.ts";

type Report = Awaited<ReturnType<typeof feeReport>>;
type Props = Pick<Report, "total" | "before"> & { conditions: Conditions };

/** What it all comes to, each figure with that of the year before, and the way to the fees behind it. */
export async function Totals({ total, before, conditions }: Props) {
  const t = await getT("fees");
  const format = await getFormat();
  return (
    <dl className="panel grid grid-cols-2 gap-x-6 gap-y-3 px-5 py-4 sm:grid-cols-4 xl:grid-cols-6">
      {figures.map(({ name, unit, share }) => {
        const shown = unit === "yen" ? format.yen : format.number;
        return (
          <div key={name}>
            <dt className="text-[0.875rem] text-ink-soft">{t(`figure.${name}`)}</dt>
            <dd className="tabular font-700 text-[1.125rem]">
              <a href={listHref("/fees/list", { ...conditions, share })}>{shown(total[name])}</a>
            </dd>
            <dd className="tabular text-[0.8125rem] text-ink-soft">
              {t("yearBefore", { value: shown(before[name]) })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** How long what is unpaid at the end of the period has been so. */
export async function Ageing({ total }: Pick<Report, "total">) {
  const t = await getT("fees");
  const { yen } = await getFormat();
  return (
    <Section title={t("section.ageing")}>
      <DescriptionList items={ages.map((age) => ({ label: t(`figure.${age}`), value: yen(total[age]) }))} />
      <p className="mt-2 text-[0.875rem] text-ink-soft">
        {t("ageingText", { failed: yen(total.failed_due_yen) })}
      </p>
    </Section>
  );
}
