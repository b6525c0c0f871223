import { getFormat, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import { orderTones } from "#components/tone.ts";
import type { readToken } from "#core/tokens/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readToken>>, "owner" | "binding" | "orders">;

/** To whom a token is or was registered, and the orders that have sent it. */
export async function Owner({ owner, binding, orders }: Props) {
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
  const words = await getT("orders");
  const open = (await getT("common"))("action.open");
  const format = await getFormat();
  return (
    <Section title={t("section.owner")}>
      {owner ? (
        <DescriptionList
          items={[
            {
              label: t("field.owner"),
              value: (
                <a href={`/contracts/${owner.contractId}`}>
                  {t("boundHere", { contractorId: owner.contractorId, branchCode: owner.branchCode })}
                </a>
              ),
            },
            ...(binding ? [{ label: t("field.boundAt"), value: format.dateTime(binding.boundAt) }] : []),
            ...(binding?.unboundAt && binding.unbindReason
              ? [
                  {
                    label: t("field.unboundAt"),
                    value: t("unbound", {
                      at: format.dateTime(binding.unboundAt),
                      reason: tokens(`unbindReason.${binding.unbindReason}`),
                    }),
                  },
                ]
              : []),
            ...orders.map((order) => ({
              label: t("field.order", { number: String(order.number) }),
              value: <Chip tone={orderTones[order.state]}>{words(`state.${order.state}`)}</Chip>,
              action: <a href={`/orders/${order.id}`}>{open}</a>,
            })),
          ]}
        />
      ) : (
        <p className="text-ink-soft">{t("noOwner")}</p>
      )}
    </Section>
  );
}
