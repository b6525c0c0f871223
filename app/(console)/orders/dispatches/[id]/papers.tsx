import { getT } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import type { ShownOrder } from "#core/dispatches/read.ts";

type Props = { dispatchId: string; orders: readonly ShownOrder[]; toPost: number };

/** The papers of a dispatch: pick list, cover letters, the file for the labels, and what that cannot carry. */
export async function Papers({ dispatchId, orders, toPost }: Props) {
  const t = await getT("dispatches");
  const here = `/orders/dispatches/${dispatchId}`;
  const unwritable = orders.filter((order) => order.unwritable.length > 0);
  const tooLong = orders.filter((order) => order.tooLong);
  const numbers = (some: readonly ShownOrder[]) => some.map(({ number }) => number).join("、");
  return (
    <div className="flex flex-col gap-4">
      <Section title={`1 ${t("step.pick")}`} actions={t("pick.total", { count: toPost })}>
        <p className="mb-3">{t("pick.lead")}</p>
        <ButtonLink href={`${here}/pick-list`}>{t("pick.open")}</ButtonLink>
      </Section>
      <Section title={`2 ${t("step.letters")}`} actions={t("letters.count", { count: toPost })}>
        <p className="mb-3">{t("letters.lead")}</p>
        <ButtonLink href={`${here}/letters`}>{t("letters.open")}</ButtonLink>
      </Section>
      <Section title={`3 ${t("step.labels")}`}>
        <div className="flex flex-col gap-3">
          <p>{t("labels.lead")}</p>
          {unwritable.length > 0 && (
            <Notice tone="warning" title={t("labels.unwritable")}>
              <p>{t("labels.unwritableText")}</p>
              <ul>
                {unwritable.map((order) => (
                  <li key={order.id}>
                    {order.number}　{order.unwritable.join(" ")}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          {tooLong.length > 0 && (
            <Notice tone="warning" title={t("labels.tooLong")}>
              <p>{t("labels.tooLongText")}</p>
              <p>{numbers(tooLong)}</p>
            </Notice>
          )}
          <div>
            <ButtonLink href={`${here}/yu-pri-r.csv`} download>
              {t("labels.download")}
            </ButtonLink>
          </div>
        </div>
      </Section>
    </div>
  );
}
