import type { Metadata } from "next";
import { cameFrom } from "#app/_lib/came-from.ts";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { Barcode } from "#components/barcode.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { PageHead } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { formatDate } from "#components/words/format.ts";
import { translate } from "#components/words/translate.ts";
import { readForm } from "#core/forms/read.ts";
import { isOrderKind, stopsAtOnce } from "#core/forms/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("forms"))("receipt.title") };
}

export default async function ReceiptPage({ params }: PageProps<"/forms/[id]/receipt">) {
  const context = await guardPage("form.read");
  const { id } = await params;
  const { form, contract } = await loadPage(readForm(context, { formId: id, cameFrom: await cameFrom() }));
  const t = await getT("forms");
  const common = await getT("common");
  // The paper is the customer's: in Japanese whatever the desk's language.
  const ja = translate("ja", "forms");
  const jaCommon = translate("ja", "common");
  return (
    <Desk desk="forms">
      <div data-chrome>
        <PageHead
          title={t("receipt.title")}
          lead={t("receipt.lead")}
          back={{ href: `/forms/${id}`, label: t("one", { formNumber: String(form.number) }) }}
          actions={<PrintButton>{common("action.print")}</PrintButton>}
        />
      </div>
      <article lang="ja" className="panel max-w-[180mm] p-10 print:max-w-none print:border-0 print:p-0">
        <div className="mb-8 flex items-start justify-between gap-8">
          <div>
            <h2 className="font-700 text-[1.5rem] tracking-widest">{ja("receipt.title")}</h2>
            <p className="mt-4 text-[1.125rem]">{contract.name}　様</p>
          </div>
          <div className="w-[52mm] text-center">
            <div className="h-[12mm] bg-paper text-paper-ink">
              <Barcode text={String(form.number)} />
            </div>
            <p className="tabular">
              {ja("receipt.number")} {form.number}
            </p>
          </div>
        </div>
        <p className="mb-4">{ja("receipt.thanks")}</p>
        <DescriptionList
          items={[
            {
              label: ja("field.kind"),
              value: [ja(`kind.${form.kind}`), form.reason && ja(`reason.${form.reason}`)]
                .filter(Boolean)
                .join(" "),
            },
            {
              label: ja("field.receivedOn"),
              value: `${formatDate("ja", form.receivedOn)}　${ja(`channel.${form.channel}`)}`,
            },
            {
              label: ja("receipt.by"),
              value: `${jaCommon("bank")}　${contract.branchCode} ${contract.branchName}`,
            },
          ]}
        />
        <ul className="mt-6 list-disc pl-6 leading-[1.8]">
          {stopsAtOnce(form.kind, form.reason) && <li>{ja("receipt.stopped")}</li>}
          {form.state === "provisional" && form.followBy && (
            <li>{ja("receipt.follow", { date: formatDate("ja", form.followBy) })}</li>
          )}
          <li>{ja(isOrderKind(form.kind) ? "receipt.order" : "receipt.plain")}</li>
        </ul>
      </article>
    </Desk>
  );
}
