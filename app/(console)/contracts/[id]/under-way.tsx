import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import { feeTones, formTones, orderTones, proposalTones } from "#components/tone.ts";
import type { readContract } from "#core/contracts/read.ts";
import { standingOf } from "#core/fees/rules.ts";

type Props = Pick<Awaited<ReturnType<typeof readContract>>, "openForms" | "openOrder" | "requests" | "fees">;

/** Forms, the order and requests that still wait for somebody, and every fee with where it stands. */
export async function UnderWay({ openForms, openOrder, requests, fees }: Props) {
  const t = await getT("contracts");
  const forms = await getT("forms");
  const orders = await getT("orders");
  const moves = await getT("tokenMoves");
  const proposals = await getT("proposals");
  const feeWords = await getT("fees");
  const none = (await getT("common"))("none");
  const language = await getLanguage();
  const format = await getFormat();
  return (
    <>
      <Section title={t("section.underWay")}>
        <ul className="flex flex-col gap-2">
          {openForms.map((form) => (
            <li key={form.id} className="flex flex-wrap items-center gap-2">
              <a href={`/forms/${form.id}`}>{forms("one", { formNumber: String(form.number) })}</a>
              <span>
                {[forms(`kind.${form.kind}`), form.reason && forms(`reason.${form.reason}`)]
                  .filter(Boolean)
                  .join(" ")}
              </span>
              <Chip tone={formTones[form.state]}>{forms(`state.${form.state}`)}</Chip>
            </li>
          ))}
          {openOrder && (
            <li className="flex flex-wrap items-center gap-2">
              <a href={`/orders/${openOrder.id}`}>
                {orders("one", { orderNumber: String(openOrder.number) })}
              </a>
              <Chip tone={orderTones[openOrder.state]}>{orders(`state.${openOrder.state}`)}</Chip>
              <span className="text-[0.875rem]">
                {orders("field.dueOn")} {format.shortDate(openOrder.dueOn)}
              </span>
            </li>
          )}
          {requests.map((request) => (
            <li key={request.id} className="flex flex-wrap items-center gap-2">
              <a href={`/tokens/requests/${request.id}`}>
                {moves("requests.one", { move: moves(`move.${request.move}`) })}
              </a>
              <Chip tone={proposalTones[request.state]}>{proposals(`state.${request.state}`)}</Chip>
            </li>
          ))}
          {openForms.length === 0 && !openOrder && requests.length === 0 && (
            <li className="text-ink-soft">{none}</li>
          )}
        </ul>
      </Section>
      {fees.length > 0 && (
        <Section title={feeWords("title")} plain>
          <DataTable
            language={language}
            caption={feeWords("title")}
            short
            rows={fees}
            rowKey={(row) => row.fee.id}
            rowHref={(row) => `/fees/${row.fee.id}`}
            columns={[
              { key: "order", header: orders("field.orderNumber"), cell: (row) => row.orderNumber },
              {
                key: "gross",
                header: feeWords("field.grossYen"),
                align: "end",
                cell: (row) => format.yen(row.fee.grossYen),
              },
              {
                key: "state",
                header: feeWords("field.state"),
                cell: (row) => {
                  const { state } = standingOf(row.sums);
                  return <Chip tone={feeTones[state]}>{feeWords(`state.${state}`)}</Chip>;
                },
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
