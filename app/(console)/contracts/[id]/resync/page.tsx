import type { Metadata } from "next";
import { cameFrom } from "#app/_lib/came-from.ts";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ContractBar } from "#app/(console)/contract-bar.tsx";
import { Refused, Resynced } from "#app/(console)/contracts/[id]/resync/outcome.tsx";
import { ResyncForm } from "#app/(console)/contracts/[id]/resync/resync-form.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Chip } from "#components/chip.tsx";
import { PageHead } from "#components/page-head.tsx";
import { tokenTones } from "#components/tone.ts";
import { readResync } from "#core/logins/read-resync.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("resync"))("title") };
}

export default async function ResyncPage({ params, searchParams }: PageProps<"/contracts/[id]/resync">) {
  const context = await guardPage("token.resync");
  const { id } = await params;
  const done = oneParam(await searchParams, "done") !== undefined;
  const { contract, token } = await loadPage(
    readResync(context, { contractId: id, cameFrom: await cameFrom() }),
  );
  const t = await getT("resync");
  const contracts = await getT("contracts");
  const tokens = await getT("tokens");
  const locked = token && (token.passwordLocked || token.otpLocked || token.cardLocked);
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
      <ContractBar
        contract={contract}
        page={`/contracts/${contract.id}/resync`}
        states={
          token && (
            <Chip tone={tokenTones[token.state]}>{`${token.serial} ${tokens(`state.${token.state}`)}`}</Chip>
          )
        }
      />
      {!token || locked || token.state !== "active" ? (
        <Refused
          contract={contract}
          why={!token ? "none" : locked ? "locked" : "inactive"}
          mayKey={permits(context.actor, "form.key")}
        />
      ) : done ? (
        <Resynced contractId={contract.id} token={token} />
      ) : (
        <ResyncForm contractorId={contract.contractorId} token={token} />
      )}
    </Desk>
  );
}
