import { getLanguage, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { formTones, orderTones, tokenTones } from "#components/tone.ts";
import { fieldError } from "#components/words/translate.ts";
import type { readCustomer } from "#core/forms/customer.ts";

type Props = { found: Awaited<ReturnType<typeof readCustomer>> | undefined };

/** Whom a form is about to be keyed for, the token now, and what is under way already. */
export async function Customer({ found }: Props) {
  const contracts = await getT("contracts");
  const forms = await getT("forms");
  const orders = await getT("orders");
  const tokens = await getT("tokens");
  if (!found) {
    const text = fieldError(await getLanguage(), "contractorId.unknown");
    return <p className="font-700 text-danger">{text}</p>;
  }
  const { contract, token, order, forms: underWay } = found;
  return (
    <div className="flex flex-col gap-1.5">
      <p>
        <strong className="text-[1.125rem]">{contract.name}</strong>　{contract.kana}
      </p>
      <p className="text-[0.875rem] text-ink-soft">
        {contract.branchCode} {contract.branchName}　{contracts("field.account")} {contract.accountNumber}
      </p>
      <p className="flex flex-wrap gap-2">
        {token ? (
          <Chip tone={tokenTones[token.state]}>{`${token.serial} ${tokens(`state.${token.state}`)}`}</Chip>
        ) : (
          <Chip tone="neutral">{contracts("notRegistered")}</Chip>
        )}
        {order && (
          <Chip tone={orderTones[order.state]}>
            {`${orders("one", { orderNumber: String(order.number) })} ${orders(`state.${order.state}`)}`}
          </Chip>
        )}
        {underWay.map((form) => (
          <Chip key={form.id} tone={formTones[form.state]}>
            {`${forms(`kind.${form.kind}`)} ${form.number} ${forms(`state.${form.state}`)}`}
          </Chip>
        ))}
      </p>
    </div>
  );
}
