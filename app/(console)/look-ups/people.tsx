import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import type { readLookUpMonth } from "#core/look-ups/month.ts";

type Props = Pick<Awaited<ReturnType<typeof readLookUpMonth>>, "month" | "people">;

/** How often each person looked in a month, what stands out of it, and who has gone through it. */
export async function People({ month, people }: Props) {
  const t = await getT("lookUps");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <DataTable
      language={await getLanguage()}
      caption={t("people", { month: month.replace("-", "/") })}
      showCaption
      short
      rows={people}
      rowKey={(one) => one.id}
      rowHref={(one) => listHref("/look-ups", { month, staffId: one.id })}
      empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      columns={[
        { key: "staff", header: t("field.staff"), cell: (one) => one.name },
        { key: "role", header: t("field.role"), cell: (one) => common(`role.${one.role}`) },
        { key: "branch", header: t("field.branch"), cell: (one) => one.branchCode ?? t("headOffice") },
        {
          key: "striking",
          header: t("field.striking"),
          cell: (one) => (
            <span className="flex gap-1">
              {one.striking.map((thing) => (
                <Chip key={thing} tone="warning">
                  {t(`striking.${thing}`)}
                </Chip>
              ))}
            </span>
          ),
        },
        ...(["total", "contracts", "unmasked", "otherBranch"] as const).map((sum) => ({
          key: sum,
          header: t(`field.${sum}`),
          align: "end" as const,
          cell: (one: Props["people"][number]) => format.number(one[sum]),
        })),
        {
          key: "outsideHours",
          header: t("field.outside"),
          align: "end",
          cell: (one) => format.number(one.outsideHours),
        },
        {
          key: "review",
          header: t("field.review"),
          wrap: true,
          cell: ({ review }) =>
            review ? (
              <>
                <Chip tone="success">{t("review.signed")}</Chip>{" "}
                {t("review.by", {
                  who: review.reviewerName,
                  when: format.dateTime(review.at),
                  note: review.note,
                })}
              </>
            ) : (
              <Chip tone="neutral">{t("review.open")}</Chip>
            ),
        },
      ]}
    />
  );
}
