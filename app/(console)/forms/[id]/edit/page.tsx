import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { WentBack } from "#app/(console)/forms/[id]/went-back.tsx";
import { editFormAction } from "#app/(console)/forms/actions.ts";
import { formLabels, KeyedFields } from "#app/(console)/forms/keyed-fields.tsx";
import { Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { keyedMark } from "#core/forms/mark.ts";
import { readForm } from "#core/forms/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("common"))("action.edit") };
}

export default async function EditFormPage({ params }: PageProps<"/forms/[id]/edit">) {
  const context = await guardPage("form.key");
  const { id } = await params;
  const { form, checkerName } = await loadPage(readForm(context, { formId: id }));
  const t = await getT("forms");
  const common = await getT("common");
  const page = `/forms/${form.id}`;
  return (
    <Desk desk="forms">
      <PageHead
        title={t("editTitle", { formNumber: String(form.number) })}
        lead={[t(`kind.${form.kind}`), form.reason && t(`reason.${form.reason}`)].filter(Boolean).join(" ")}
        back={{ href: page, label: t("one", { formNumber: String(form.number) }) }}
      />
      <div className="mb-4 max-w-[56rem] empty:hidden">
        <WentBack form={form} by={checkerName} />
      </div>
      <div className="panel max-w-[56rem] p-6">
        <Form action={editFormAction} language={await getLanguage()} labels={await formLabels()}>
          <input type="hidden" name="formId" value={form.id} />
          <input type="hidden" name="kind" value={form.kind} />
          <input type="hidden" name="seen" value={keyedMark(form)} />
          <KeyedFields
            values={{
              ...form,
              receivedOn: form.receivedOn.replaceAll("-", "/"),
              discoveredOn: form.discoveredOn?.replaceAll("-", "/") ?? "",
            }}
            kind={form.kind}
          />
          <FormEnd back={page}>{common("action.save")}</FormEnd>
        </Form>
      </div>
    </Desk>
  );
}
