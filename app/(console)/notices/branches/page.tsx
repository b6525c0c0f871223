import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { PageHead } from "#components/page-head.tsx";
import { readBranchMails } from "#core/mail-addresses/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("mailAddresses"))("branches.title") };
}

export default async function BranchMailsPage() {
  const context = await guardPage("branchMail.read");
  const branches = await readBranchMails(context, {});
  const t = await getT("mailAddresses");
  return (
    <Desk desk="notices">
      <PageHead
        title={t("branches.title")}
        lead={t("branches.lead")}
        back={{ href: "/notices", label: (await getT("notices"))("title") }}
      />
      <DataTable
        language={await getLanguage()}
        caption={t("branches.title")}
        short
        rows={branches}
        rowKey={(branch) => branch.code}
        rowHref={(branch) => `/notices/branches/${branch.code}`}
        columns={[
          {
            key: "branch",
            header: t("field.branch"),
            cell: (branch) => `${branch.code} ${branch.name}`,
          },
          {
            key: "address",
            header: t("branches.address"),
            wrap: true,
            cell: (branch) => branch.mailAddress ?? t("branches.silent"),
          },
          {
            key: "waits",
            header: t("field.change"),
            cell: ({ proposed }) => proposed && <ProposalChip state={proposed} />,
          },
        ]}
      />
    </Desk>
  );
}
