import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { IdentityBar } from "#components/identity-bar.tsx";

type Props = {
  contract: {
    id: string;
    contractorId: string;
    name: string;
    kana: string;
    branchCode: string;
    branchName: string;
    accountNumber: string;
    masked?: boolean;
    unmaskedUntil?: Date | null;
  };
  /** The page to come back to from the question why the person is to be seen. */
  page?: string;
  states?: React.ReactNode;
};

/** Whose form or order this is; the contractor ID leads to the whole story, and what is masked to its unmasking. */
export async function ContractBar({ contract, page, states }: Props) {
  const t = await getT("contracts");
  const lookUps = await getT("lookUps");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <IdentityBar
      label={t("title")}
      name={contract.name}
      kana={contract.kana}
      facts={[
        {
          label: t("field.contractorId"),
          value: <a href={`/contracts/${contract.id}`}>{contract.contractorId}</a>,
        },
        { label: t("field.branch"), value: `${contract.branchCode} ${contract.branchName}` },
        { label: t("field.account"), value: contract.accountNumber },
      ]}
      states={
        <>
          {states}
          {contract.unmaskedUntil && (
            <Chip tone="warning">
              {lookUps("unmask.until", { until: format.time(contract.unmaskedUntil) })}
            </Chip>
          )}
        </>
      }
      action={
        contract.masked && (
          <ButtonLink href={listHref(`/contracts/${contract.id}/unmask`, { back: page })}>
            {common("mask.show")}
          </ButtonLink>
        )
      }
    />
  );
}
