import { getFormat, getT } from "#app/_lib/language.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import type { readForm } from "#core/forms/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readForm>>, "form" | "order" | "makerName" | "checkerName">;

const checks = ["sealVerified", "cardPresented", "oldTokenReturned", "feeDebitAuthorised"] as const;

/** What was keyed, in the order of the paper, and who keyed and decided it. */
export async function Keyed({ form, order, makerName, checkerName }: Props) {
  const t = await getT("forms");
  const orders = await getT("orders");
  const format = await getFormat();
  const namesOf = (done: boolean) =>
    checks
      .filter((check) => form[check] === done)
      .map((check) => t(`field.${check}`))
      .join(t("and"));
  const items = [
    {
      label: t("field.kind"),
      value: [t(`kind.${form.kind}`), form.reason && t(`reason.${form.reason}`)].filter(Boolean).join(" "),
    },
    {
      label: t("field.receivedOn"),
      value: `${format.date(form.receivedOn)}　${t(`channel.${form.channel}`)}`,
    },
    {
      label: t("field.identityDocument"),
      value: form.identityDocument ? t(`identityDocument.${form.identityDocument}`) : t("notPresent"),
    },
    namesOf(true) && { label: t("present"), value: namesOf(true) },
    namesOf(false) && { label: t("notPresent"), value: namesOf(false) },
    form.discoveredOn && { label: t("field.discoveredOn"), value: format.date(form.discoveredOn) },
    form.policeReport && { label: t("field.policeReport"), value: form.policeReport },
    form.note && { label: t("field.note"), value: form.note },
    { label: t("field.maker"), value: `${makerName}　${format.dateTime(form.createdAt)}` },
    checkerName &&
      form.decidedAt && {
        label: t("field.checker"),
        value: `${checkerName}　${format.dateTime(form.decidedAt)}`,
      },
    order && {
      label: orders("field.orderNumber"),
      value: <a href={`/orders/${order.id}`}>{order.number}</a>,
    },
  ];
  return (
    <Section title={t("section.keyed")}>
      <DescriptionList
        items={items.filter((item) => typeof item === "object" && item !== null && item !== undefined)}
      />
    </Section>
  );
}
