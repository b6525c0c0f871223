import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { ownPath } from "#app/_lib/own-path.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ContractBar } from "#app/(console)/contract-bar.tsx";
import { unmaskAction } from "#app/(console)/contracts/[id]/unmask/actions.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { SelectField, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { readMasked } from "#core/look-ups/read-masked.ts";
import { unmaskedMinutes, unmaskReasons } from "#core/look-ups/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("lookUps"))("unmask.title") };
}

export default async function UnmaskPage({ params, searchParams }: PageProps<"/contracts/[id]/unmask">) {
  const context = await guardPage("customer.unmask");
  const { id } = await params;
  const contract = await loadPage(readMasked(context, { contractId: id }));
  const back = ownPath(oneParam(await searchParams, "back")) ?? `/contracts/${contract.id}`;
  const t = await getT("lookUps");
  const common = await getT("common");
  return (
    <Desk desk="contracts">
      <PageHead
        title={t("unmask.title")}
        lead={t("unmask.lead", { minutes: unmaskedMinutes })}
        back={{ href: back, label: t("unmask.back") }}
      />
      <ContractBar contract={contract} />
      <div className="panel max-w-[56rem] p-6">
        <Form
          action={unmaskAction}
          language={await getLanguage()}
          labels={{ reason: common("mask.reason"), note: t("unmask.note") }}
        >
          <input type="hidden" name="contractId" value={contract.id} />
          <input type="hidden" name="back" value={back} />
          <SelectField
            name="reason"
            required
            emptyLabel={t("choose")}
            options={unmaskReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <TextareaField name="note" rows={2} support={t("unmask.noteSupport")} />
          <p className="text-[0.875rem] text-ink-soft">{common("mask.logged")}</p>
          <FormEnd back={back}>{common("mask.show")}</FormEnd>
        </Form>
      </div>
    </Desk>
  );
}
