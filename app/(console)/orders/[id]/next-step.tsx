import { getLanguage, getT } from "#app/_lib/language.ts";
import {
  allocateAction,
  askDestructionAction,
  cancelOrderAction,
  closeOrderAction,
  loseMailAction,
  recordMailAction,
  shipAction,
  takeBackAction,
} from "#app/(console)/orders/actions.ts";
import { Field, SelectField, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { type OrderEvent, type OrderState, orderTransitions } from "#core/orders/rules.ts";
import { type MailState, mailTransitions, postWords } from "#core/shipments/rules.ts";

type Props = {
  order: { id: string; state: OrderState };
  shipment: { id: string; state: MailState } | undefined;
  /** Its mail came back, and not for the last time: it may be sent once more. */
  resendable: boolean;
  /** Its mail came back and was kept long enough. */
  destroyable: boolean;
  /** Now in Japan, as a `datetime-local` control has it. */
  now: string;
};

/** What the dispatch desk does next with an order: allocate, ship, record the post, or end it. */
export async function NextStep({ order, shipment, resendable, destroyable, now }: Props) {
  const t = await getT("orders");
  const language = await getLanguage();
  const pending = (await getT("common"))("pending");
  const may = (event: OrderEvent) => orderTransitions[order.state]?.[event] !== undefined;
  const mail =
    order.state === "shipped" && shipment
      ? postWords.filter((word) => mailTransitions[shipment.state]?.[word] !== undefined)
      : [];
  return (
    <>
      {may("allocate") && (
        <Section title={t("allocate.title")}>
          <Form
            id="allocate"
            action={allocateAction}
            language={language}
            labels={{ serial: t("field.serial") }}
          >
            <input type="hidden" name="orderId" value={order.id} />
            <Field
              name="serial"
              required
              width="full"
              halfWidth="code"
              autoFocus
              support={t("allocate.text")}
            />
            <SubmitButton pending={pending} wide>
              {t("allocate.submit")}
            </SubmitButton>
          </Form>
        </Section>
      )}
      {order.state === "returned" && !resendable && (
        <Notice tone="warning" title={t("returnedTwice")}>
          {t("returnedTwiceText")}
        </Notice>
      )}
      {may("ship") && resendable && (
        <Section title={t("ship.title")}>
          <Form
            id="ship"
            action={shipAction}
            language={language}
            labels={{ trackingNumber: t("field.trackingNumber") }}
          >
            <input type="hidden" name="orderId" value={order.id} />
            <Field
              name="trackingNumber"
              required
              width="full"
              halfWidth="code"
              autoFocus
              support={t(order.state === "returned" ? "ship.again" : "ship.text")}
            />
            <SubmitButton pending={pending} wide>
              {t("ship.submit")}
            </SubmitButton>
          </Form>
        </Section>
      )}
      {shipment && mail.length > 0 && (
        <Section title={t("mail.title")}>
          <Form
            id="mail"
            action={recordMailAction}
            language={language}
            labels={{
              event: t("field.mailState"),
              happenedAt: t("field.happenedAt"),
              office: t("field.office"),
            }}
          >
            <input type="hidden" name="shipmentId" value={shipment.id} />
            <SelectField
              name="event"
              required
              width="full"
              options={mail.map((value) => ({ value, label: t(`mailState.${value}`) }))}
            />
            <Field name="happenedAt" type="datetime-local" required width="full" defaultValue={now} />
            <Field name="office" width="full" />
            <SubmitButton pending={pending} wide>
              {t("mail.submit")}
            </SubmitButton>
          </Form>
        </Section>
      )}
      {order.state === "shipped" && ending("lose", t("loseMail"), t("loseText"), loseMailAction)}
      {destroyable && ending("destroy", t("destroyOrder"), t("destroyText"), askDestructionAction)}
      {order.state === "delivered" && (
        <Notice tone="info" title={t("awaitsRegistration")}>
          {t("awaitsRegistrationText")}
        </Notice>
      )}
      {order.state === "delivered" &&
        shipment?.state === "delivered" &&
        ending("take-back", t("takeBack"), t("takeBackText"), takeBackAction)}
      {may("close") && ending("close", t("closeOrder"), t("closeText"), closeOrderAction)}
      {may("cancel") && ending("cancel", t("cancelOrder"), t("cancelText"), cancelOrderAction)}
    </>
  );

  function ending(id: string, title: string, text: string, action: typeof cancelOrderAction) {
    return (
      <details className="panel">
        <summary className="min-h-11 cursor-pointer px-5 py-2.5 font-700 text-accent">{title}</summary>
        <div className="px-5 pb-5">
          <p className="mb-3">{text}</p>
          <Form id={id} action={action} language={language} labels={{ reason: t("cancelReason") }}>
            <input type="hidden" name="orderId" value={order.id} />
            <TextareaField name="reason" required rows={2} />
            <SubmitButton look="danger" pending={pending}>
              {title}
            </SubmitButton>
          </Form>
        </div>
      </details>
    );
  }
}
