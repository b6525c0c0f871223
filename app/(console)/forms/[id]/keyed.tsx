import { getFormat, getT } from "#app/_lib/language.ts";
import { Quote } from "#app/(console)/forms/[id]/quote.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import type { readForm } from "#core/forms/read.ts";
import { asksFor, type FormKind, formTicks } from "#core/forms/rules.ts";

/** Whether a box is worth telling of: of the two ways to pay one is taken, so the other was not left out. */
function tells(kind: FormKind, tick: (typeof formTicks)[number], done: boolean): boolean {
  const { fee, oldToken } = asksFor(kind);
  if (tick === "feeDebitAuthorised" || tick === "feeAtCounter") return fee && done;
  return tick === "oldTokenReturned" ? oldToken : true;
}

type Props = Pick<
  Awaited<ReturnType<typeof readForm>>,
  "form" | "contract" | "order" | "quote" | "makerName" | "checkerName"
> & {
  /** It is the clerk's still: each answer has its way back. */
  changeable: boolean;
  /** Beside a decision, which tells the fee: as little room as it can do with. */
  dense?: boolean;
};

/** What was keyed, in the order of the paper, what it will cost, and who keyed and decided it. */
export async function Keyed({
  form,
  contract,
  order,
  quote,
  makerName,
  checkerName,
  changeable,
  dense,
}: Props) {
  const t = await getT("forms");
  const orders = await getT("orders");
  const feeRules = await getT("feeRules");
  const format = await getFormat();
  const debits = await getT("debits");
  const namesOf = (done: boolean) =>
    formTicks
      .filter((tick) => form[tick] === done && tells(form.kind, tick, done))
      .map((tick) => t(`field.${tick}`))
      .join(t("and"));
  const discovered = form.discoveredOn && format.date(form.discoveredOn);
  const theft = [discovered, form.policeReport].filter(Boolean).join("　");
  const keyedBy = `${makerName}　${format.dateTime(form.createdAt)}`;
  const items = [
    {
      label: t("field.kind"),
      ...(form.kind === "reissue" && changed("reason", t("field.reason"))),
      value: [t(`kind.${form.kind}`), form.reason && t(`reason.${form.reason}`)].filter(Boolean).join(" "),
    },
    {
      label: t("field.receivedOn"),
      ...changed("receivedOn", t("field.receivedOn")),
      value: `${format.date(form.receivedOn)}　${t(`channel.${form.channel}`)}`,
    },
    {
      label: t("field.identityDocument"),
      ...changed("identityDocument", t("field.identityDocument")),
      value: form.identityDocument ? t(`identityDocument.${form.identityDocument}`) : t("notPresent"),
    },
    namesOf(true) && { label: t("present"), value: namesOf(true), ...changed("sealVerified", t("present")) },
    namesOf(false) && {
      label: t("notPresent"),
      value: namesOf(false),
      ...changed("sealVerified", t("notPresent")),
    },
    form.debitAccountType && {
      label: t("debitAccount"),
      value: `${debits(`accountType.${form.debitAccountType}`)} ${contract.masked ? contract.accountNumber : form.debitAccountNumber}`,
      ...changed("debitAccountType", t("debitAccount")),
    },
    dense &&
      theft && {
        label: t("section.theft"),
        value: theft,
      },
    !dense &&
      form.discoveredOn && {
        label: t("field.discoveredOn"),
        value: discovered,
        ...changed("discoveredOn", t("field.discoveredOn")),
      },
    !dense &&
      form.policeReport && {
        label: t("field.policeReport"),
        value: form.policeReport,
        ...changed("policeReport", t("field.policeReport")),
      },
    quote && !dense && { label: feeRules("quote.title"), value: <Quote quote={quote} /> },
    (form.note || changeable) && {
      label: t("field.note"),
      value: form.note,
      ...changed("note", t("field.note")),
    },
    !dense && { label: t("field.maker"), value: keyedBy },
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
    <Section
      plain={dense ?? false}
      title={t(changeable ? "section.check" : "section.keyed")}
      actions={dense && <p className="text-[0.875rem] text-ink-soft">{`${t("field.maker")} ${keyedBy}`}</p>}
    >
      <DescriptionList
        dense={dense ?? false}
        items={items.filter((item) => typeof item === "object" && item !== null && item !== undefined)}
      />
    </Section>
  );

  function changed(field: string, label: string) {
    return (
      changeable && {
        action: (
          <a
            href={`/forms/${form.id}/edit#form-${field}`}
            aria-label={t("changeOf", { field: label })}
            className="inline-flex min-h-8 items-center"
          >
            {t("change")}
          </a>
        ),
      }
    );
  }
}
