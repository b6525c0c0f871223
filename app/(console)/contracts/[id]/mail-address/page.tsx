import type { Metadata } from "next";
import { cameFrom } from "#app/_lib/came-from.ts";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ContractBar } from "#app/(console)/contract-bar.tsx";
import { AskForAddress } from "#app/(console)/contracts/[id]/mail-address/ask.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { AddressHistory } from "#app/(console)/notices/address-history.tsx";
import {
  approveMailAddressAction,
  turnDownMailAddressAction,
  withdrawMailAddressAction,
} from "#app/(console)/notices/addresses/actions.ts";
import { ProposedAddress } from "#app/(console)/notices/proposed-address.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { readMailAddress } from "#core/mail-addresses/read.ts";
import { permits } from "#core/permissions.ts";
import { proposalStates } from "#core/proposals/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("mailAddresses"))("title") };
}

export default async function MailAddressPage({
  params,
  searchParams,
}: PageProps<"/contracts/[id]/mail-address">) {
  const context = await guardPage("contract.read");
  const { id } = await params;
  const { contract, proposed, history } = await loadPage(
    readMailAddress(context, { contractId: id, cameFrom: await cameFrom() }),
  );
  const asked = oneParam(await searchParams, "done");
  const done = proposalStates.find((state) => state === asked);
  const t = await getT("mailAddresses");
  const contracts = await getT("contracts");
  return (
    <Desk desk="contracts">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={{
          href: `/contracts/${contract.id}`,
          label: contracts("one", { contractorId: contract.contractorId }),
        }}
      />
      <ContractBar contract={contract} page={`/contracts/${contract.id}/mail-address`} />
      <div className="flex flex-col gap-4">
        {done && <Notice tone="success" announce title={t(`done.${done}`)} />}
        {proposed ? (
          <ProposedAddress
            change={proposed}
            none={t("byLetter")}
            consequences={[
              t(proposed.fromAddress ? "toOldAddress" : "toOldHome"),
              ...(proposed.toAddress ? [t("toNewAddress")] : []),
            ]}
            actor={context.actor}
            mayDecide={permits(context.actor, "mailAddress.decide")}
            decide={{
              about: { addressChangeId: proposed.id },
              actions: {
                approve: approveMailAddressAction,
                turnDown: turnDownMailAddressAction,
                withdraw: withdrawMailAddressAction,
              },
            }}
            advice={{ forOthers: t("unprompted"), forMaker: t("ownChange") }}
          />
        ) : (
          <AskForAddress contract={contract} mayAsk={permits(context.actor, "mailAddress.propose")} />
        )}
        <AddressHistory changes={history} none={t("byLetter")} ofCustomer />
      </div>
    </Desk>
  );
}
