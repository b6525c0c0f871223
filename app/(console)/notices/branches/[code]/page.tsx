import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { AddressHistory } from "#app/(console)/notices/address-history.tsx";
import {
  approveBranchMailAction,
  proposeBranchMailAction,
  turnDownBranchMailAction,
  withdrawBranchMailAction,
} from "#app/(console)/notices/branches/actions.ts";
import { ProposedAddress } from "#app/(console)/notices/proposed-address.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Field, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { readBranchMail } from "#core/mail-addresses/read.ts";
import { permits } from "#core/permissions.ts";
import { proposalStates } from "#core/proposals/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("mailAddresses"))("branches.title") };
}

export default async function BranchMailPage({
  params,
  searchParams,
}: PageProps<"/notices/branches/[code]">) {
  const context = await guardPage("branchMail.read");
  const { code } = await params;
  const { branch, proposed, history } = await loadPage(readBranchMail(context, { branchCode: code }));
  const asked = oneParam(await searchParams, "done");
  const done = proposalStates.find((state) => state === asked);
  const t = await getT("mailAddresses");
  const silent = t("branches.silent");
  const present = (
    <DescriptionList items={[{ label: t("field.present"), value: branch.mailAddress ?? silent }]} />
  );
  return (
    <Desk desk="notices">
      <PageHead
        title={t("branches.one", { code: branch.code, name: branch.name })}
        lead={t("branches.oneLead")}
        back={{ href: "/notices/branches", label: t("branches.title") }}
      />
      <div className="flex flex-col gap-4">
        {done && <Notice tone="success" announce title={t(`done.${done}`)} />}
        {proposed ? (
          <ProposedAddress
            change={proposed}
            none={silent}
            consequences={[t("branches.consequence"), t("branches.unchanged")]}
            actor={context.actor}
            mayDecide={permits(context.actor, "branchMail.decide")}
            decide={{
              about: { branchChangeId: proposed.id },
              actions: {
                approve: approveBranchMailAction,
                turnDown: turnDownBranchMailAction,
                withdraw: withdrawBranchMailAction,
              },
            }}
            advice={{ forMaker: t("branches.ownChange") }}
          />
        ) : (
          <div className="panel max-w-[56rem] p-6">
            {permits(context.actor, "branchMail.propose") ? (
              <Form
                action={proposeBranchMailAction}
                language={await getLanguage()}
                labels={{
                  mailAddress: t("field.mailAddress"),
                  reason: (await getT("proposals"))("field.reason"),
                }}
              >
                <input type="hidden" name="branchCode" value={branch.code} />
                {present}
                <Field
                  name="mailAddress"
                  support={t("support.branchAddress")}
                  defaultValue={branch.mailAddress ?? ""}
                  halfWidth="text"
                  inputMode="email"
                />
                <TextareaField name="reason" required rows={2} />
                <FormEnd back="/notices/branches">{t("propose")}</FormEnd>
              </Form>
            ) : (
              present
            )}
          </div>
        )}
        <AddressHistory changes={history} none={silent} />
      </div>
    </Desk>
  );
}
