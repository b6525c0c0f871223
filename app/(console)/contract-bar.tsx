import { getT } from "#app/_lib/language.ts";
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
  };
  states?: React.ReactNode;
};

/** Whose form or order this is; the contractor ID leads to the whole story. */
export async function ContractBar({ contract, states }: Props) {
  const t = await getT("contracts");
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
      states={states}
    />
  );
}
