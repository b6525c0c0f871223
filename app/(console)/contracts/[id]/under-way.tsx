import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { Section } from "#components/page-head.tsx";
import { feeTones, formTones, orderTones } from "#components/tone.ts";
import type { readContract } from "#core/contracts/read.ts";
import { openFeeStates, standingOf } from "#core/fees/rules.ts";
import { type FormState, openFormStates } from "#core/forms/rules.ts";
import { type OrderState, openOrderStates } from "#core/orders/rules.ts";

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
  const nextOfForm = (state: FormState) => {
    const open = openFormStates.find((one) => one === state);
    return open && forms(`nextStep.${open}`);
  };
  const nextOfOrder = (state: OrderState) => {
    const open = openOrderStates.find((one) => one === state);
    return open && orders(`nextStep.${open}`);
  };
  return (
    <>
      <Section title={t("section.underWay")}>
        <ul className="flex flex-col gap-2">
          {openForms.map((form) => (
            <Waiting key={form.id} next={nextOfForm(form.state)}>
              <a href={`/forms/${form.id}`}>{forms("one", { formNumber: String(form.number) })}</a>
              <span>
                {[forms(`kind.${form.kind}`), form.reason && forms(`reason.${form.reason}`)]
                  .filter(Boolean)
                  .join(" ")}
              </span>
              <Chip tone={formTones[form.state]}>{forms(`state.${form.state}`)}</Chip>
            </Waiting>
          ))}
          {openOrder && (
            <Waiting next={nextOfOrder(openOrder.state)}>
              <a href={`/orders/${openOrder.id}`}>
                {orders("one", { orderNumber: String(openOrder.number) })}
              </a>
              <Chip tone={orderTones[openOrder.state]}>{orders(`state.${openOrder.state}`)}</Chip>
              <span className="text-[0.875rem]">
                {orders("field.dueOn")} {format.shortDate(openOrder.dueOn)}
              </span>
            </Waiting>
          )}
          {requests.map((request) => (
            <Waiting key={request.id} next={proposals("nextStep")}>
              <a href={`/tokens/requests/${request.id}`}>
                {moves("requests.one", { move: moves(`move.${request.move}`) })}
              </a>
              <ProposalChip state={request.state} />
            </Waiting>
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
                  const open = openFeeStates.find((one) => one === state);
                  return (
                    <>
                      <Chip tone={feeTones[state]}>{feeWords(`state.${state}`)}</Chip>
                      {open && (
                        <p className="text-[0.8125rem] text-ink-soft">{feeWords(`nextStep.${open}`)}</p>
                      )}
                    </>
                  );
                },
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}

/** One thing under way, its state, and whose turn it is. */
function Waiting({ next, children }: { next: string | undefined; children: React.ReactNode }) {
  return (
    <li>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
      {next && <p className="text-[0.875rem] text-ink-soft">{next}</p>}
    </li>
  );
}
